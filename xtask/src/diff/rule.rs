//! [`Rule`]: the catalogue of changes, with stable names.

use super::{Direction, Effect};

/// How bad a change is for clients that are not rebuilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Only what people read.
    Docs,
    /// Whatever worked goes on working.
    Safe,
    /// The documents cannot tell whether it breaks.
    Risky,
    /// What worked does not any more.
    Breaking,
}

macro_rules! rules {
    ($(
        #[doc = $summary:literal]
        $variant:ident = $name:literal, $level:ident, $direction:ident, $effect:ident, $consequence:literal;
    )+) => {
        /// What kind of change it is. The names are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $summary] $variant,)+
        }

        impl Rule {
            /// Every rule, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            /// The name that is printed, as in `request-property-became-required`.
            pub fn as_str(self) -> &'static str {
                match self {
                    $(Self::$variant => $name,)+
                }
            }

            /// What it means on the wire, for clients that are not rebuilt.
            pub fn level(self) -> Level {
                match self {
                    $(Self::$variant => Level::$level,)+
                }
            }

            /// Which way what changes travels.
            pub fn direction(self) -> Direction {
                match self {
                    $(Self::$variant => Direction::$direction,)+
                }
            }

            /// What it usually does to Rust code; the Surface tells what it really does.
            pub fn effect(self) -> Effect {
                match self {
                    $(Self::$variant => Effect::$effect,)+
                }
            }

            /// What it does to a client that is not rebuilt, as the end of a sentence.
            pub fn consequence(self) -> &'static str {
                match self {
                    $(Self::$variant => $consequence,)+
                }
            }

            /// What changed, in one line.
            pub fn summary(self) -> &'static str {
                match self {
                    $(Self::$variant => $summary.trim_ascii(),)+
                }
            }
        }
    };
}

rules! {
    // The document.
    /// Title, version, description or contact of the API differ.
    InfoChanged = "info-changed", Docs, Both, Nothing, "nothing changes for clients";
    /// What is said of a tag differs.
    TagDescriptionChanged = "tag-description-changed", Docs, Both, Nothing, "nothing changes for clients";
    /// The dialect of the server differs (`x-rust`): how the crate writes forms or reads errors.
    DialectChanged = "dialect-changed", Risky, Both, Breaks, "built clients go on as they are, and rebuilt ones write forms or read errors in another way";
    /// `x-rust` differs: what the crate is called.
    SettingsChanged = "settings-changed", Safe, Both, Breaks, "built clients go on as they are";
    /// There is another server.
    ServerAdded = "server-added", Safe, Both, Adds, "clients go on with the server they know";
    /// A server is not listed any more.
    ServerRemoved = "server-removed", Risky, Both, Breaks, "clients that use it may find nobody there";
    /// The variables of a server differ.
    ServerChanged = "server-changed", Risky, Both, Breaks, "clients that fill in the old values may find nobody there";
    /// A part of the server's URL is in the paths now, or the other way round.
    ServerPathMoved = "server-path-moved", Safe, Both, Nothing, "requests go where they went";
    // Security.
    /// There is another security scheme.
    SecuritySchemeAdded = "security-scheme-added", Safe, Both, Adds, "nobody has to use it";
    /// A security scheme is not described any more.
    SecuritySchemeRemoved = "security-scheme-removed", Safe, Both, Breaks, "what each operation asks for says whether it matters";
    /// A credential is sent in another way.
    SecuritySchemeChanged = "security-scheme-changed", Breaking, Both, Breaks, "clients that send it in the old way are refused";
    /// Another word stands before the key (`x-auth-prefix`).
    AuthPrefixChanged = "auth-prefix-changed", Breaking, Both, Nothing, "clients send the old word and are refused";
    /// A URL of a flow differs.
    OauthUrlChanged = "oauth-url-changed", Risky, Both, Nothing, "clients ask for tokens at the old one";
    /// A flow has another scope.
    OauthScopeAdded = "oauth-scope-added", Safe, Both, Nothing, "nobody has to ask for it";
    /// A flow does not have a scope any more.
    OauthScopeRemoved = "oauth-scope-removed", Risky, Both, Nothing, "clients that ask for it may be refused";
    /// What a scope is for is said in other words.
    OauthScopeDescriptionChanged = "oauth-scope-description-changed", Docs, Both, Nothing, "nothing changes for clients";
    /// An operation of which the document said nothing asks for a credential.
    AuthenticationRequired = "authentication-required", Risky, Both, Nothing, "clients that send none are refused, if they were not before";
    /// An operation that was open to everybody asks for a credential.
    AnonymousAccessRemoved = "anonymous-access-removed", Breaking, Both, Nothing, "clients that send none are refused";
    /// An operation lets everybody in.
    AuthenticationDropped = "authentication-dropped", Safe, Both, Nothing, "credentials are not looked at any more";
    /// There is another way to be let in.
    SecurityAlternativeAdded = "security-alternative-added", Safe, Both, Nothing, "nobody has to use it";
    /// None of the old security alternatives is enough any more.
    SecurityRequirementsChanged = "security-requirements-changed", Breaking, Both, Nothing, "requests with the credentials that were enough are refused";
    /// A way to be let in is gone.
    SecurityAlternativeRemoved = "security-alternative-removed", Risky, Both, Nothing, "clients that use it may be refused";
    /// An operation asks for another scope.
    SecurityScopeAdded = "security-scope-added", Risky, Both, Nothing, "tokens without it may be refused";
    /// An operation does not ask for a scope any more.
    SecurityScopeRemoved = "security-scope-removed", Safe, Both, Nothing, "tokens with it are still good";
    // Operations.
    /// There is a new operation.
    OperationAdded = "operation-added", Safe, Both, Adds, "nobody has to call it";
    /// An operation is gone.
    OperationRemoved = "operation-removed", Breaking, Both, Breaks, "calls of it fail";
    /// An operation that was deprecated is gone.
    DeprecatedOperationRemoved = "deprecated-operation-removed", Risky, Both, Breaks, "calls of it fail, though that was announced";
    /// The operationId differs: it names the method.
    OperationIdChanged = "operation-id-changed", Safe, Both, Breaks, "requests stay the same";
    /// The tags differ: the first names the group of methods.
    OperationTagsChanged = "operation-tags-changed", Safe, Both, Breaks, "requests stay the same";
    /// An operation is deprecated.
    OperationDeprecated = "operation-deprecated", Safe, Both, Warns, "it works until it is removed";
    /// The day on which something will be gone (`x-sunset`) differs.
    SunsetChanged = "sunset-changed", Risky, Both, Nothing, "clients plan their move by it";
    /// Something is not deprecated any more.
    DeprecationWithdrawn = "deprecation-withdrawn", Safe, Both, Nothing, "it is there to stay";
    /// `x-rust-name` differs: it names things in Rust.
    RustNameChanged = "rust-name-changed", Safe, Both, Breaks, "nothing changes on the wire";
    /// `x-paging` differs: how a list comes in pages.
    PagingChanged = "paging-changed", Safe, Both, Breaks, "nothing changes on the wire";
    /// `x-sparse` differs: which answers may lack fields.
    SparseChanged = "sparse-changed", Safe, Both, Breaks, "nothing changes on the wire";
    /// `x-provenance` differs: what is inferred is there with the feature `unconfirmed` only.
    ProvenanceChanged = "provenance-changed", Safe, Both, Breaks, "nothing changes on the wire";
    /// What the server asks of others differs: the callbacks of an operation.
    CallbackChanged = "callback-changed", Risky, Both, Nothing, "the client has no part in it, but whoever serves it may meet another request";
    // Parameters.
    /// There is a new parameter that must be given.
    RequiredParameterAdded = "required-parameter-added", Breaking, Request, Breaks, "requests lack it and are refused";
    /// There is a new parameter that may be given.
    OptionalParameterAdded = "optional-parameter-added", Safe, Request, Adds, "requests go on without it";
    /// A parameter is gone.
    ParameterRemoved = "parameter-removed", Risky, Request, Breaks, "what clients ask with it may be ignored or refused";
    /// A parameter must be given now.
    ParameterBecameRequired = "parameter-became-required", Breaking, Request, Breaks, "requests without it are refused";
    /// A parameter need not be given any more.
    ParameterBecameOptional = "parameter-became-optional", Safe, Request, Breaks, "requests with it are still right";
    /// A parameter that must be given goes elsewhere.
    RequiredParameterMoved = "required-parameter-moved", Breaking, Request, Nothing, "requests have it in the old place and are refused";
    /// A parameter goes elsewhere.
    OptionalParameterMoved = "optional-parameter-moved", Risky, Request, Nothing, "requests have it in the old place, where it may be ignored";
    /// A parameter is written in another way (`style`, `explode`).
    ParameterStyleChanged = "parameter-style-changed", Breaking, Request, Nothing, "the server reads something else than was meant";
    /// Reserved characters are written in another way (`allowReserved`).
    ParameterReservedChanged = "parameter-reserved-changed", Risky, Request, Nothing, "the server may read something else than was meant";
    /// A parameter is written in another media type (`content`).
    ParameterMediaTypeChanged = "parameter-media-type-changed", Breaking, Request, Breaks, "the server reads something else than was meant";
    /// A parameter may not be given without a value any more.
    ParameterEmptyValueRefused = "parameter-empty-value-refused", Risky, Request, Nothing, "requests with `?name` may be refused";
    /// A parameter may be given without a value.
    ParameterEmptyValueAllowed = "parameter-empty-value-allowed", Safe, Request, Nothing, "nobody has to do that";
    /// A parameter is deprecated.
    ParameterDeprecated = "parameter-deprecated", Safe, Request, Warns, "it works until it is removed";
    // Bodies of requests.
    /// A request must have a body.
    RequiredRequestBodyAdded = "required-request-body-added", Breaking, Request, Breaks, "requests lack it and are refused";
    /// A request may have a body.
    OptionalRequestBodyAdded = "optional-request-body-added", Safe, Request, Breaks, "requests go on without it";
    /// A request has no body any more.
    RequestBodyRemoved = "request-body-removed", Breaking, Request, Breaks, "what clients send is refused or ignored";
    /// The body must be sent now.
    RequestBodyBecameRequired = "request-body-became-required", Breaking, Request, Breaks, "requests without it are refused";
    /// The body need not be sent any more.
    RequestBodyBecameOptional = "request-body-became-optional", Safe, Request, Breaks, "requests with it are still right";
    /// A body is not taken in a media type any more.
    RequestMediaTypeRemoved = "request-media-type-removed", Breaking, Request, Breaks, "requests in it are refused";
    /// A body is taken in another media type.
    RequestMediaTypeAdded = "request-media-type-added", Safe, Request, Adds, "nobody has to use it";
    /// The fields of a form are written in another way (`encoding`).
    RequestEncodingChanged = "request-encoding-changed", Risky, Request, Nothing, "the server may read something else than was meant";
    // Answers.
    /// A success has another status.
    SuccessStatusRemoved = "success-status-removed", Breaking, Response, Breaks, "clients that wait for the old one take the new one for a failure";
    /// There is another status of success.
    SuccessStatusAdded = "success-status-added", Safe, Response, Nothing, "clients see a status that they do not know";
    /// An error is not documented any more.
    ErrorStatusRemoved = "error-status-removed", Safe, Response, Breaks, "clients that look for it find it less often";
    /// Another error is documented.
    ErrorStatusAdded = "error-status-added", Safe, Response, Adds, "clients take it for an error as before";
    /// An answer does not come in a media type any more.
    ResponseMediaTypeRemoved = "response-media-type-removed", Breaking, Response, Breaks, "clients that read it cannot read what comes instead";
    /// An answer comes in another media type too.
    ResponseMediaTypeAdded = "response-media-type-added", Safe, Response, Nothing, "clients ask for the one that they read";
    /// A header that was always there is gone.
    RequiredResponseHeaderRemoved = "required-response-header-removed", Breaking, Response, Nothing, "clients that read it find nothing";
    /// A header is gone.
    OptionalResponseHeaderRemoved = "optional-response-header-removed", Risky, Response, Nothing, "clients that read it never find it";
    /// An answer has another header.
    ResponseHeaderAdded = "response-header-added", Safe, Response, Nothing, "clients do not look at it";
    /// A header is not always there any more.
    ResponseHeaderBecameOptional = "response-header-became-optional", Breaking, Response, Nothing, "clients that rely on it find nothing";
    /// A header is always there now.
    ResponseHeaderBecameRequired = "response-header-became-required", Safe, Response, Nothing, "clients find it more often";
    /// A header is written in another media type, or in one for the first time (`content`).
    ResponseHeaderMediaTypeChanged = "response-header-media-type-changed", Breaking, Response, Nothing, "clients read something else than is meant";
    /// What may be called after an answer is said in another way (`links`).
    LinkChanged = "link-changed", Docs, Response, Nothing, "nothing changes for clients";
    // Properties.
    /// There is a new property that must be sent.
    RequiredRequestPropertyAdded = "required-request-property-added", Breaking, Request, Breaks, "requests lack it and are refused";
    /// There is a new property that may be sent.
    OptionalRequestPropertyAdded = "optional-request-property-added", Safe, Request, Adds, "requests go on without it";
    /// A property is gone from a request.
    RequestPropertyRemoved = "request-property-removed", Risky, Request, Breaks, "what clients send in it may be ignored";
    /// A property is gone from a request that takes no others.
    RequestPropertyRefused = "request-property-refused", Breaking, Request, Breaks, "requests with it are refused";
    /// A property must be sent now.
    RequestPropertyBecameRequired = "request-property-became-required", Breaking, Request, Breaks, "requests without it are refused";
    /// A property need not be sent any more.
    RequestPropertyBecameOptional = "request-property-became-optional", Safe, Request, Breaks, "requests with it are still right";
    /// A property is in answers only now.
    PropertyBecameReadOnly = "property-became-read-only", Risky, Request, Breaks, "what clients send in it may be ignored";
    /// A property that was in answers only may be sent.
    OptionalPropertyBecameWritable = "optional-property-became-writable", Safe, Request, Adds, "requests go on without it";
    /// A property that was in answers only must be sent.
    RequiredPropertyBecameWritable = "required-property-became-writable", Breaking, Request, Breaks, "requests lack it and are refused";
    /// There is a new property in an answer.
    ResponsePropertyAdded = "response-property-added", Safe, Response, Adds, "clients skip it";
    /// There is a new property in an answer that had no others.
    ResponsePropertyAddedToClosed = "response-property-added-to-closed", Risky, Response, Adds, "clients that hold the server to that cannot read it";
    /// A property that was always in an answer is gone.
    RequiredResponsePropertyRemoved = "required-response-property-removed", Breaking, Response, Breaks, "clients that rely on it cannot read the answer";
    /// A property is gone from an answer.
    OptionalResponsePropertyRemoved = "optional-response-property-removed", Risky, Response, Breaks, "clients never find it";
    /// A property is not always in an answer any more.
    ResponsePropertyBecameOptional = "response-property-became-optional", Breaking, Response, Breaks, "clients that rely on it cannot read the answer";
    /// A property is always in an answer now.
    ResponsePropertyBecameRequired = "response-property-became-required", Safe, Response, Breaks, "clients find it more often";
    /// A property is in requests only now.
    PropertyBecameWriteOnly = "property-became-write-only", Risky, Response, Breaks, "clients that look for it in answers do not find it";
    /// A property that was in requests only is in answers.
    PropertyBecameReadable = "property-became-readable", Safe, Response, Adds, "clients skip it";
    // Null.
    /// `null` is not taken any more.
    RequestNullRefused = "request-null-refused", Breaking, Request, Breaks, "requests with it are refused";
    /// `null` is taken.
    RequestNullAllowed = "request-null-allowed", Safe, Request, Breaks, "nobody has to send it";
    /// `null` may come.
    ResponseNullAdded = "response-null-added", Breaking, Response, Breaks, "clients that do not expect it cannot read the answer";
    /// `null` does not come any more.
    ResponseNullDropped = "response-null-dropped", Safe, Response, Breaks, "clients that expect it do not get it";
    // Types and formats.
    /// Fewer types are taken.
    RequestTypeNarrowed = "request-type-narrowed", Breaking, Request, Breaks, "requests with the others are refused";
    /// More types are taken.
    RequestTypeWidened = "request-type-widened", Safe, Request, Breaks, "requests are still right";
    /// Another type is taken.
    RequestTypeChanged = "request-type-changed", Breaking, Request, Breaks, "requests have the old one and are refused";
    /// Fewer types come.
    ResponseTypeNarrowed = "response-type-narrowed", Safe, Response, Breaks, "clients can read them";
    /// More types come.
    ResponseTypeWidened = "response-type-widened", Breaking, Response, Breaks, "clients cannot read the others";
    /// Another type comes.
    ResponseTypeChanged = "response-type-changed", Breaking, Response, Breaks, "clients cannot read it";
    /// A format takes fewer values.
    RequestFormatNarrowed = "request-format-narrowed", Breaking, Request, Breaks, "requests with the others are refused";
    /// A format takes more values.
    RequestFormatWidened = "request-format-widened", Safe, Request, Breaks, "requests are still right";
    /// Another format is taken.
    RequestFormatChanged = "request-format-changed", Breaking, Request, Breaks, "requests have the old one and are refused";
    /// A format has fewer values.
    ResponseFormatNarrowed = "response-format-narrowed", Safe, Response, Breaks, "clients can read them";
    /// A format has more values.
    ResponseFormatWidened = "response-format-widened", Breaking, Response, Breaks, "clients may not be able to read the others";
    /// Another format comes.
    ResponseFormatChanged = "response-format-changed", Breaking, Response, Breaks, "clients may not be able to read it";
    /// Whether two formats have the same values cannot be told.
    FormatMayDiffer = "format-may-differ", Risky, Both, Nothing, "clients may meet values that they do not expect, or have theirs refused";
    // Values.
    /// A value is not taken any more.
    RequestEnumValueRemoved = "request-enum-value-removed", Breaking, Request, Breaks, "requests with it are refused";
    /// Another value is taken.
    RequestEnumValueAdded = "request-enum-value-added", Safe, Request, Adds, "nobody has to send it";
    /// Only some values are taken now.
    RequestBecameEnum = "request-became-enum", Breaking, Request, Breaks, "requests with others are refused";
    /// Any value is taken now.
    RequestEnumLifted = "request-enum-lifted", Safe, Request, Breaks, "requests are still right";
    /// Another value may come.
    ResponseEnumValueAdded = "response-enum-value-added", Risky, Response, Adds, "clients that know only the old ones meet one that they do not know";
    /// A value does not come any more.
    ResponseEnumValueRemoved = "response-enum-value-removed", Safe, Response, Breaks, "clients that wait for it do not get it";
    /// Only some values come now.
    ResponseBecameEnum = "response-became-enum", Safe, Response, Breaks, "clients can read them";
    /// Any value may come now.
    ResponseEnumLifted = "response-enum-lifted", Risky, Response, Breaks, "clients that know only the old ones meet others";
    /// A value is not among the known ones any more (`x-extensible-enum`).
    RequestKnownValueRemoved = "request-known-value-removed", Breaking, Request, Nothing, "requests with it may be refused";
    /// Other values are known (`x-extensible-enum`).
    KnownValuesChanged = "known-values-changed", Safe, Both, Nothing, "clients expect that there are others";
    // Constraints.
    /// Texts may be less long, or must be longer in a request.
    RequestLengthTightened = "request-length-tightened", Breaking, Request, Nothing, "requests with others are refused";
    /// Texts may be longer, or less long in a request.
    RequestLengthLoosened = "request-length-loosened", Safe, Request, Nothing, "requests are still right";
    /// Texts may be longer, or less long in an answer.
    ResponseLengthLoosened = "response-length-loosened", Breaking, Response, Nothing, "clients that rely on the old limit meet others";
    /// Texts may be less long, or must be longer in an answer.
    ResponseLengthTightened = "response-length-tightened", Safe, Response, Nothing, "clients can read them";
    /// Fewer numbers are in range in a request.
    RequestRangeTightened = "request-range-tightened", Breaking, Request, Breaks, "requests with others are refused";
    /// More numbers are in range in a request.
    RequestRangeLoosened = "request-range-loosened", Safe, Request, Breaks, "requests are still right";
    /// More numbers are in range in an answer.
    ResponseRangeLoosened = "response-range-loosened", Breaking, Response, Breaks, "clients that rely on the old limit meet others";
    /// Fewer numbers are in range in an answer.
    ResponseRangeTightened = "response-range-tightened", Safe, Response, Breaks, "clients can read them";
    /// Fewer numbers are a multiple in a request.
    RequestMultipleOfTightened = "request-multiple-of-tightened", Breaking, Request, Nothing, "requests with others are refused";
    /// More numbers are a multiple in a request.
    RequestMultipleOfLoosened = "request-multiple-of-loosened", Safe, Request, Nothing, "requests are still right";
    /// More numbers are a multiple in an answer.
    ResponseMultipleOfLoosened = "response-multiple-of-loosened", Breaking, Response, Nothing, "clients that rely on the old limit meet others";
    /// Fewer numbers are a multiple in an answer.
    ResponseMultipleOfTightened = "response-multiple-of-tightened", Safe, Response, Nothing, "clients can read them";
    /// Lists may have fewer items, or must have more in a request.
    RequestItemCountTightened = "request-item-count-tightened", Breaking, Request, Nothing, "requests with others are refused";
    /// Lists may have more items, or fewer in a request.
    RequestItemCountLoosened = "request-item-count-loosened", Safe, Request, Nothing, "requests are still right";
    /// Lists may have more items, or fewer in an answer.
    ResponseItemCountLoosened = "response-item-count-loosened", Breaking, Response, Nothing, "clients that rely on the old limit meet others";
    /// Lists may have fewer items, or must have more in an answer.
    ResponseItemCountTightened = "response-item-count-tightened", Safe, Response, Nothing, "clients can read them";
    /// The items of a list must differ in a request.
    RequestUniqueItemsTightened = "request-unique-items-tightened", Breaking, Request, Nothing, "requests with others are refused";
    /// The items of a list may be equal in a request.
    RequestUniqueItemsLoosened = "request-unique-items-loosened", Safe, Request, Nothing, "requests are still right";
    /// The items of a list may be equal in an answer.
    ResponseUniqueItemsLoosened = "response-unique-items-loosened", Breaking, Response, Nothing, "clients that rely on the old limit meet others";
    /// The items of a list must differ in an answer.
    ResponseUniqueItemsTightened = "response-unique-items-tightened", Safe, Response, Nothing, "clients can read them";
    /// Objects may have fewer properties, or must have more in a request.
    RequestPropertyCountTightened = "request-property-count-tightened", Breaking, Request, Nothing, "requests with others are refused";
    /// Objects may have more properties, or fewer in a request.
    RequestPropertyCountLoosened = "request-property-count-loosened", Safe, Request, Nothing, "requests are still right";
    /// Objects may have more properties, or fewer in an answer.
    ResponsePropertyCountLoosened = "response-property-count-loosened", Breaking, Response, Nothing, "clients that rely on the old limit meet others";
    /// Objects may have fewer properties, or must have more in an answer.
    ResponsePropertyCountTightened = "response-property-count-tightened", Safe, Response, Nothing, "clients can read them";
    /// Texts must match a pattern.
    RequestPatternAdded = "request-pattern-added", Breaking, Request, Nothing, "requests with others are refused";
    /// Texts need not match a pattern any more.
    RequestPatternRemoved = "request-pattern-removed", Safe, Request, Nothing, "requests are still right";
    /// A pattern matches more texts.
    RequestPatternWidened = "request-pattern-widened", Safe, Request, Nothing, "requests are still right";
    /// A pattern matches fewer texts.
    RequestPatternNarrowed = "request-pattern-narrowed", Breaking, Request, Nothing, "requests with others are refused";
    /// Texts must match another pattern.
    RequestPatternChanged = "request-pattern-changed", Risky, Request, Nothing, "whether old requests do cannot be told";
    /// Texts match a pattern, or a narrower one.
    ResponsePatternTightened = "response-pattern-tightened", Safe, Response, Nothing, "clients can read them";
    /// Texts match another pattern, or none.
    ResponsePatternChanged = "response-pattern-changed", Risky, Response, Nothing, "clients that rely on the old one may meet others";
    // Objects and compositions.
    /// Properties that are not named are refused, or must be of some kind.
    RequestUnknownPropertiesRefused = "request-unknown-properties-refused", Breaking, Request, Breaks, "requests with others are refused";
    /// Properties that are not named are taken, or may be of more kinds.
    RequestUnknownPropertiesAllowed = "request-unknown-properties-allowed", Safe, Request, Breaks, "requests are still right";
    /// Properties that are not named may come, or be of more kinds.
    ResponseUnknownPropertiesAllowed = "response-unknown-properties-allowed", Risky, Response, Breaks, "clients that hold the server to the old meet others";
    /// No properties come that are not named, or of fewer kinds.
    ResponseUnknownPropertiesRefused = "response-unknown-properties-refused", Safe, Response, Breaks, "clients can read them";
    /// A request may not be of one of several schemas any more.
    RequestAlternativeRemoved = "request-alternative-removed", Breaking, Request, Breaks, "requests of it are refused";
    /// A request may be of another schema.
    RequestAlternativeAdded = "request-alternative-added", Safe, Request, Breaks, "nobody has to send it";
    /// What is of several schemas is of none (`oneOf`), and some old requests are of several.
    RequestAlternativesOverlap = "request-alternatives-overlap", Breaking, Request, Breaks, "requests that are of several are refused";
    /// An answer that was of one schema may be of another.
    ResponseBecameUnion = "response-became-union", Breaking, Response, Breaks, "clients know only the one and cannot read the others";
    /// An answer that was of exactly one of several schemas may be of another.
    ResponseAlternativeAdded = "response-alternative-added", Breaking, Response, Adds, "clients that know only the old ones cannot read it";
    /// An answer that was of any of several schemas may be of another.
    ResponseAnyOfAlternativeAdded = "response-any-of-alternative-added", Risky, Response, Adds, "clients that know only the old ones meet one that they may not know";
    /// An answer is not of one of several schemas any more.
    ResponseAlternativeRemoved = "response-alternative-removed", Safe, Response, Breaks, "clients that wait for it do not get it";
    /// A value is of exactly one schema where it was of any (`anyOf`, `oneOf`), or the other way round.
    CompositionKindChanged = "composition-kind-changed", Risky, Both, Nothing, "values of several schemas are judged in another way";
    /// More values must not be sent (`not`).
    RequestExclusionAdded = "request-exclusion-added", Breaking, Request, Nothing, "requests with it are refused";
    /// What values must not be (`not`) differs.
    ExclusionChanged = "exclusion-changed", Risky, Both, Nothing, "whether old values are right cannot be told";
    /// Members of a union are told apart in another way (`discriminator`).
    DiscriminatorChanged = "discriminator-changed", Risky, Both, Breaks, "values may be taken for another member";
    // What is said besides.
    /// What a parameter that is not sent stands for differs.
    ParameterDefaultChanged = "parameter-default-changed", Breaking, Request, Nothing, "requests without it mean something else";
    /// What is taken for what is not sent differs.
    RequestDefaultChanged = "request-default-changed", Risky, Request, Nothing, "requests without it may do something else";
    /// What an absent property stands for differs.
    ResponseDefaultChanged = "response-default-changed", Docs, Response, Nothing, "clients do not fill it in";
    /// A property or schema is deprecated.
    PropertyDeprecated = "property-deprecated", Safe, Both, Warns, "it works until it is removed";
    /// A summary, title, description or link differs.
    DescriptionChanged = "description-changed", Docs, Both, Nothing, "nothing changes for clients";
    /// An example differs.
    ExampleChanged = "example-changed", Docs, Both, Nothing, "nothing changes for clients";
    /// Whether a value is secret (`x-sensitive`, `format: password`) differs.
    SensitiveChanged = "sensitive-changed", Safe, Both, Breaks, "nothing changes on the wire";
    /// Whether a schema is errors by field (`x-field-errors`) differs.
    FieldErrorsChanged = "field-errors-changed", Safe, Both, Breaks, "nothing changes on the wire";
    /// What values mean (`x-enumDescriptions`) differs.
    EnumDescriptionsChanged = "enum-descriptions-changed", Docs, Both, Nothing, "nothing changes for clients";
    // What only names and order say, which nothing on the wire does.
    /// A type has another name.
    TypeRenamed = "type-renamed", Safe, Both, Breaks, "nothing changes on the wire";
    /// The arguments of a function come in another order.
    ArgumentsReordered = "arguments-reordered", Safe, Both, Breaks, "nothing changes on the wire";
    /// The Rust API differs by how the document is written.
    RustApiChanged = "rust-api-changed", Safe, Both, Breaks, "nothing changes on the wire";
    /// The Rust API differs by the generator or the runtime.
    GeneratorChanged = "generator-changed", Safe, Both, Breaks, "nothing changes on the wire";
}
