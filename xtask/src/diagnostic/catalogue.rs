//! The macro behind [`Code`](super::Code) and [`Rule`](super::Rule): an enum of findings with all that is known of each.

/// A document with a finding, and the same document without it.
#[derive(Clone, Copy, Debug)]
pub struct Example {
    /// The document with the finding.
    pub bad: &'static str,
    /// The corrected document, which has no finding at all.
    pub good: &'static str,
}

/// Each entry has a summary, more sentences about it, its name and its severity outside strict mode. Its example is in
/// `<folder>/<name>/{bad,good}.yaml`: an entry without one does not compile.
macro_rules! catalogue {
    (
        $(#[$about:meta])*
        $enum:ident in $folder:literal $(and $(#[$about_other:meta])* $other:ident($inner:ty))?;
        $(
            #[doc = $summary:literal]
            $(#[doc = $more:literal])*
            $variant:ident = $name:literal, $severity:ident;
        )+
    ) => {
        $(#[$about])*
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum $enum {
            $(#[doc = $summary] $(#[doc = $more])* $variant,)+
            $($(#[$about_other])* $other($inner),)?
        }

        impl $enum {
            /// Every entry of this catalogue, in its order.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The stable name: printed, as in `error[unknown-keyword]`, and written in exceptions.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                    $(Self::$other(inner) => inner.as_str(),)?
                }
            }

            /// The severity outside strict mode.
            pub fn severity(self) -> $crate::diagnostic::Severity {
                match self {
                    $(Self::$variant => $crate::diagnostic::Severity::$severity,)+
                    $(Self::$other(inner) => inner.severity(),)?
                }
            }

            /// The meaning in one line.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => $summary.trim_ascii(),)+
                    $(Self::$other(inner) => inner.summary(),)?
                }
            }

            /// The summary and more, in one paragraph.
            pub fn meaning(self) -> &'static str {
                match self {
                    $(Self::$variant => concat!($summary, $($more),*).trim_ascii(),)+
                    $(Self::$other(inner) => inner.meaning(),)?
                }
            }

            /// A document with the finding, and the corrected one.
            pub fn example(self) -> $crate::diagnostic::Example {
                match self {
                    $(Self::$variant => $crate::diagnostic::Example {
                        bad: include_str!(concat!("../../", $folder, "/", $name, "/bad.yaml")),
                        good: include_str!(concat!("../../", $folder, "/", $name, "/good.yaml")),
                    },)+
                    $(Self::$other(inner) => inner.example(),)?
                }
            }
        }
    };
}

pub(super) use catalogue;
