//! [`Rule`]: the catalogue of changes, with stable names.

use super::Effect;
use crate::source::Direction::{self, Request, Response};

/// How bad a change is for clients that are not rebuilt.
#[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
pub enum Level {
    /// Only the documentation changes.
    Docs,
    /// What worked still works.
    Safe,
    /// The documents do not tell whether it breaks clients.
    Risky,
    /// What worked fails.
    Breaking,
}

/// An entry of the catalogue.
struct Entry {
    name: &'static str,
    level: Level,
    direction: Option<Direction>,
    effect: Effect,
    consequence: &'static str,
    summary: &'static str,
}

macro_rules! rules {
    ($(
        #[doc = $summary:literal]
        $variant:ident = $name:literal, $level:ident, $direction:expr, $effect:ident, $consequence:literal;
    )+) => {
        /// What kind of change it is. The names are stable.
        #[derive(Clone, Copy, Debug, PartialEq, Eq, PartialOrd, Ord, Hash)]
        pub enum Rule {
            $(#[doc = $summary] $variant,)+
        }

        impl Rule {
            /// Every rule, in the order of the catalogue.
            pub const ALL: &'static [Self] = &[$(Self::$variant,)+];

            fn entry(self) -> Entry {
                match self {
                    $(Self::$variant => Entry {
                        name: $name,
                        level: Level::$level,
                        direction: $direction,
                        effect: Effect::$effect,
                        consequence: $consequence,
                        summary: $summary,
                    },)+
                }
            }
        }
    };
}

impl Rule {
    /// The name that is printed, as in `request-property-became-required`.
    pub fn as_str(self) -> &'static str {
        self.entry().name
    }

    /// How bad it is on the wire, for clients that are not rebuilt.
    pub fn level(self) -> Level {
        self.entry().level
    }

    /// The direction in which what changes travels; `None` for both, and for what does not travel.
    pub fn direction(self) -> Option<Direction> {
        self.entry().direction
    }

    /// The most that it does to Rust code; the Surface decides what it really does.
    pub fn effect(self) -> Effect {
        self.entry().effect
    }

    /// What it does to a client that is not rebuilt, as the end of a sentence.
    pub fn consequence(self) -> &'static str {
        self.entry().consequence
    }

    /// What changed, in one sentence.
    pub fn summary(self) -> &'static str {
        self.entry().summary.trim_ascii()
    }
}

rules! {
    // The document.
    /// Title, version, description or contact of the API changed.
    InfoChanged = "info-changed", Docs, None, Nothing, "clients are not affected";
    /// The description of a tag changed.
    TagDescriptionChanged = "tag-description-changed", Docs, None, Nothing, "clients are not affected";
    /// The dialect of the server changed (`x-rust`): how the crate writes forms or reads errors.
    DialectChanged = "dialect-changed", Risky, None, Breaks, "existing builds are not affected, but rebuilt clients write forms or read errors differently";
    /// A setting of the crate in `x-rust` changed.
    SettingsChanged = "settings-changed", Safe, None, Breaks, "existing builds are not affected";
    /// A server was added.
    ServerAdded = "server-added", Safe, None, Adds, "clients keep using the server that they know";
    /// A server was removed.
    ServerRemoved = "server-removed", Risky, None, Breaks, "clients that use it may no longer reach a server";
    /// The variables of a server changed.
    ServerChanged = "server-changed", Risky, None, Breaks, "clients that use the old values may no longer reach a server";
    /// A part of the server URL moved into the paths, or back.
    ServerPathMoved = "server-path-moved", Safe, None, Nothing, "requests go to the same URLs";
    // Security.
    /// A security scheme was added.
    SecuritySchemeAdded = "security-scheme-added", Safe, None, Adds, "its use is optional";
    /// A security scheme was removed.
    SecuritySchemeRemoved = "security-scheme-removed", Safe, None, Breaks, "the requirements of each operation decide whether clients are affected";
    /// A credential is sent in another way.
    SecuritySchemeChanged = "security-scheme-changed", Breaking, None, Breaks, "clients that send the credential in the old way are rejected";
    /// The prefix of a key changed (`x-auth-prefix`).
    AuthPrefixChanged = "auth-prefix-changed", Breaking, None, Nothing, "clients send the old prefix and are rejected";
    /// A URL of an OAuth flow changed.
    OauthUrlChanged = "oauth-url-changed", Risky, None, Nothing, "clients request tokens at the old URL";
    /// A scope was added to an OAuth flow.
    OauthScopeAdded = "oauth-scope-added", Safe, None, Nothing, "its use is optional";
    /// A scope was removed from an OAuth flow.
    OauthScopeRemoved = "oauth-scope-removed", Risky, None, Nothing, "clients that request it may be rejected";
    /// The description of a scope changed.
    OauthScopeDescriptionChanged = "oauth-scope-description-changed", Docs, None, Nothing, "clients are not affected";
    /// An operation without documented security requires a credential.
    AuthenticationRequired = "authentication-required", Risky, None, Breaks, "clients that send no credential are rejected, unless they already were";
    /// An operation that allowed anonymous access requires a credential.
    AnonymousAccessRemoved = "anonymous-access-removed", Breaking, None, Breaks, "clients that send no credential are rejected";
    /// An operation allows anonymous access.
    AuthenticationDropped = "authentication-dropped", Safe, None, Breaks, "credentials are ignored";
    /// An alternative security requirement was added.
    SecurityAlternativeAdded = "security-alternative-added", Safe, None, Breaks, "its use is optional";
    /// No previous security requirement is sufficient any more.
    SecurityRequirementsChanged = "security-requirements-changed", Breaking, None, Breaks, "requests with the previous credentials are rejected";
    /// An alternative security requirement was removed.
    SecurityAlternativeRemoved = "security-alternative-removed", Risky, None, Breaks, "clients that use it may be rejected";
    /// An operation requires another scope.
    SecurityScopeAdded = "security-scope-added", Risky, None, Nothing, "tokens without it may be rejected";
    /// An operation no longer requires a scope.
    SecurityScopeRemoved = "security-scope-removed", Safe, None, Nothing, "tokens with it stay valid";
    // Operations.
    /// An operation was added.
    OperationAdded = "operation-added", Safe, None, Adds, "clients are not affected";
    /// An operation was removed.
    OperationRemoved = "operation-removed", Breaking, None, Breaks, "calls of it fail";
    /// A deprecated operation was removed.
    DeprecatedOperationRemoved = "deprecated-operation-removed", Risky, None, Breaks, "calls of it fail, as its deprecation announced";
    /// The `operationId` changed: it names the method.
    OperationIdChanged = "operation-id-changed", Safe, None, Breaks, "requests stay the same";
    /// The tags changed: the first one names the group of methods.
    OperationTagsChanged = "operation-tags-changed", Safe, None, Breaks, "requests stay the same";
    /// An operation was deprecated.
    OperationDeprecated = "operation-deprecated", Safe, None, Warns, "it works until it is removed";
    /// The announced date of removal (`x-sunset`) changed.
    SunsetChanged = "sunset-changed", Risky, None, Nothing, "clients plan their migration by it";
    /// A deprecation was withdrawn.
    DeprecationWithdrawn = "deprecation-withdrawn", Safe, None, Nothing, "clients can keep using it";
    /// The name in Rust (`x-rust-name`) changed.
    RustNameChanged = "rust-name-changed", Safe, None, Breaks, "requests and responses stay the same";
    /// The description of pages (`x-paging`) changed.
    PagingChanged = "paging-changed", Safe, None, Breaks, "requests and responses stay the same";
    /// Which responses may lack fields (`x-sparse`) changed.
    SparseChanged = "sparse-changed", Safe, None, Breaks, "requests and responses stay the same";
    /// The provenance (`x-provenance`) changed: inferred operations are gated behind the feature `unconfirmed`.
    ProvenanceChanged = "provenance-changed", Safe, None, Breaks, "requests and responses stay the same";
    /// A callback of an operation changed: a request that the server sends.
    CallbackChanged = "callback-changed", Risky, None, Nothing, "clients do not send it, but services that receive it may get another request";
    // Webhooks.
    /// A webhook was added.
    WebhookAdded = "webhook-added", Safe, None, Adds, "receivers of others are not affected";
    /// A webhook was removed.
    WebhookRemoved = "webhook-removed", Breaking, None, Breaks, "receivers that rely on it are not notified any more";
    /// How a webhook is to be received changed: its responses, or its parameters other than headers.
    WebhookExchangeChanged = "webhook-exchange-changed", Risky, None, Nothing, "clients have no part in it, but services that receive the webhook may have to respond in another way";
    // Parameters.
    /// A required parameter was added.
    RequiredParameterAdded = "required-parameter-added", Breaking, Some(Request), Breaks, "requests without it are rejected";
    /// An optional parameter was added.
    OptionalParameterAdded = "optional-parameter-added", Safe, Some(Request), Adds, "requests without it stay valid";
    /// A parameter was removed.
    ParameterRemoved = "parameter-removed", Risky, Some(Request), Breaks, "the server may ignore it or reject requests with it";
    /// A parameter became required.
    ParameterBecameRequired = "parameter-became-required", Breaking, Some(Request), Breaks, "requests without it are rejected";
    /// A parameter became optional.
    ParameterBecameOptional = "parameter-became-optional", Safe, Some(Request), Breaks, "requests with it stay valid";
    /// A required parameter moved to another location.
    RequiredParameterMoved = "required-parameter-moved", Breaking, Some(Request), Nothing, "requests have it at the old location and are rejected";
    /// An optional parameter moved to another location.
    OptionalParameterMoved = "optional-parameter-moved", Risky, Some(Request), Nothing, "requests have it at the old location, where it may be ignored";
    /// The serialization of a parameter (`style`, `explode`) changed.
    ParameterStyleChanged = "parameter-style-changed", Breaking, Some(Request), Nothing, "the server reads another value than the client sends";
    /// The escaping of reserved characters (`allowReserved`) changed.
    ParameterReservedChanged = "parameter-reserved-changed", Risky, Some(Request), Nothing, "the server may read another value than the client sends";
    /// The media type of a parameter (`content`) changed.
    ParameterMediaTypeChanged = "parameter-media-type-changed", Breaking, Some(Request), Breaks, "the server reads another value than the client sends";
    /// A parameter no longer allows an empty value.
    ParameterEmptyValueRefused = "parameter-empty-value-refused", Risky, Some(Request), Nothing, "requests with `?name` may be rejected";
    /// A parameter allows an empty value.
    ParameterEmptyValueAllowed = "parameter-empty-value-allowed", Safe, Some(Request), Nothing, "previous requests stay valid";
    /// A parameter was deprecated.
    ParameterDeprecated = "parameter-deprecated", Safe, Some(Request), Warns, "it works until it is removed";
    // Request bodies.
    /// A required request body was added.
    RequiredRequestBodyAdded = "required-request-body-added", Breaking, Some(Request), Breaks, "requests without it are rejected";
    /// An optional request body was added.
    OptionalRequestBodyAdded = "optional-request-body-added", Safe, Some(Request), Breaks, "requests without it stay valid";
    /// The request body was removed.
    RequestBodyRemoved = "request-body-removed", Breaking, Some(Request), Breaks, "the server ignores it or rejects requests with it";
    /// The request body became required.
    RequestBodyBecameRequired = "request-body-became-required", Breaking, Some(Request), Breaks, "requests without it are rejected";
    /// The request body became optional.
    RequestBodyBecameOptional = "request-body-became-optional", Safe, Some(Request), Breaks, "requests with it stay valid";
    /// A media type of the request body was removed.
    RequestMediaTypeRemoved = "request-media-type-removed", Breaking, Some(Request), Breaks, "requests in it are rejected";
    /// A media type of the request body was added.
    RequestMediaTypeAdded = "request-media-type-added", Safe, Some(Request), Adds, "its use is optional";
    /// The serialization of form fields (`encoding`) changed.
    RequestEncodingChanged = "request-encoding-changed", Risky, Some(Request), Nothing, "the server may read other values than the client sends";
    // Responses.
    /// A success status was removed.
    SuccessStatusRemoved = "success-status-removed", Breaking, Some(Response), Breaks, "clients that expect it treat its replacement as a failure";
    /// A success status was added.
    SuccessStatusAdded = "success-status-added", Safe, Some(Response), Nothing, "clients receive a status that they do not know";
    /// An error status was removed.
    ErrorStatusRemoved = "error-status-removed", Safe, Some(Response), Breaks, "clients that handle it receive it less often";
    /// An error status was added.
    ErrorStatusAdded = "error-status-added", Safe, Some(Response), Adds, "clients handle it like any other error";
    /// A media type of a response was removed.
    ResponseMediaTypeRemoved = "response-media-type-removed", Breaking, Some(Response), Breaks, "clients that read it cannot read its replacement";
    /// A media type of a response was added.
    ResponseMediaTypeAdded = "response-media-type-added", Safe, Some(Response), Breaks, "clients request the one that they read";
    /// A header that was always sent was removed from a response.
    RequiredResponseHeaderRemoved = "required-response-header-removed", Breaking, Some(Response), Breaks, "clients that rely on it do not receive it";
    /// An optional header was removed from a response.
    OptionalResponseHeaderRemoved = "optional-response-header-removed", Risky, Some(Response), Breaks, "clients that read it do not receive it";
    /// A header was added to a response.
    ResponseHeaderAdded = "response-header-added", Safe, Some(Response), Adds, "clients ignore it";
    /// A response header became optional.
    ResponseHeaderBecameOptional = "response-header-became-optional", Breaking, Some(Response), Breaks, "clients that rely on it may not receive it";
    /// A response header became required.
    ResponseHeaderBecameRequired = "response-header-became-required", Safe, Some(Response), Breaks, "clients receive it more often";
    /// The media type of a response header (`content`) changed.
    ResponseHeaderMediaTypeChanged = "response-header-media-type-changed", Breaking, Some(Response), Nothing, "clients read another value than the server sends";
    /// A link of a response (`links`) changed.
    LinkChanged = "link-changed", Docs, Some(Response), Nothing, "clients are not affected";
    // Properties.
    /// A required property was added to a request.
    RequiredRequestPropertyAdded = "required-request-property-added", Breaking, Some(Request), Breaks, "requests without it are rejected";
    /// An optional property was added to a request.
    OptionalRequestPropertyAdded = "optional-request-property-added", Safe, Some(Request), Adds, "requests without it stay valid";
    /// A property was removed from a request.
    RequestPropertyRemoved = "request-property-removed", Risky, Some(Request), Breaks, "the server may ignore it";
    /// A property was removed from a request that allows no others.
    RequestPropertyRefused = "request-property-refused", Breaking, Some(Request), Breaks, "requests with it are rejected";
    /// A property became required in a request.
    RequestPropertyBecameRequired = "request-property-became-required", Breaking, Some(Request), Breaks, "requests without it are rejected";
    /// A property became optional in a request.
    RequestPropertyBecameOptional = "request-property-became-optional", Safe, Some(Request), Breaks, "requests with it stay valid";
    /// A property became read-only.
    PropertyBecameReadOnly = "property-became-read-only", Risky, Some(Request), Breaks, "the server may ignore it in requests";
    /// An optional property is no longer read-only.
    OptionalPropertyBecameWritable = "optional-property-became-writable", Safe, Some(Request), Adds, "requests without it stay valid";
    /// A required property is no longer read-only.
    RequiredPropertyBecameWritable = "required-property-became-writable", Breaking, Some(Request), Breaks, "requests without it are rejected";
    /// A property was added to a response.
    ResponsePropertyAdded = "response-property-added", Safe, Some(Response), Adds, "clients ignore it";
    /// A property was added to a response that allowed no others.
    ResponsePropertyAddedToClosed = "response-property-added-to-closed", Risky, Some(Response), Adds, "clients that reject unknown properties cannot read it";
    /// A required property was removed from a response.
    RequiredResponsePropertyRemoved = "required-response-property-removed", Breaking, Some(Response), Breaks, "clients that rely on it cannot read the response";
    /// An optional property was removed from a response.
    OptionalResponsePropertyRemoved = "optional-response-property-removed", Risky, Some(Response), Breaks, "clients that read it do not receive it";
    /// A property became optional in a response.
    ResponsePropertyBecameOptional = "response-property-became-optional", Breaking, Some(Response), Breaks, "clients that rely on it cannot read the response";
    /// A property became required in a response.
    ResponsePropertyBecameRequired = "response-property-became-required", Safe, Some(Response), Breaks, "clients receive it more often";
    /// A required property became write-only.
    RequiredPropertyBecameWriteOnly = "required-property-became-write-only", Breaking, Some(Response), Breaks, "clients that rely on it cannot read the response";
    /// An optional property became write-only.
    PropertyBecameWriteOnly = "property-became-write-only", Risky, Some(Response), Breaks, "clients that read it in responses do not receive it";
    /// A property is no longer write-only.
    PropertyBecameReadable = "property-became-readable", Safe, Some(Response), Adds, "clients ignore it";
    // Null.
    /// A request no longer allows `null`.
    RequestNullRefused = "request-null-refused", Breaking, Some(Request), Breaks, "requests with it are rejected";
    /// A request allows `null`.
    RequestNullAllowed = "request-null-allowed", Safe, Some(Request), Breaks, "previous requests stay valid";
    /// A response may contain `null`.
    ResponseNullAdded = "response-null-added", Breaking, Some(Response), Breaks, "clients that do not expect it cannot read the response";
    /// A response no longer contains `null`.
    ResponseNullDropped = "response-null-dropped", Safe, Some(Response), Breaks, "clients that handle it do not receive it";
    // Types and formats.
    /// A request allows fewer types.
    RequestTypeNarrowed = "request-type-narrowed", Breaking, Some(Request), Breaks, "requests with other values are rejected";
    /// A request allows more types.
    RequestTypeWidened = "request-type-widened", Safe, Some(Request), Breaks, "previous requests stay valid";
    /// The type in a request changed.
    RequestTypeChanged = "request-type-changed", Breaking, Some(Request), Breaks, "requests with the old type are rejected";
    /// A response has fewer types.
    ResponseTypeNarrowed = "response-type-narrowed", Safe, Some(Response), Breaks, "clients can read all values";
    /// A response has more types.
    ResponseTypeWidened = "response-type-widened", Breaking, Some(Response), Breaks, "clients cannot read the added types";
    /// The type in a response changed.
    ResponseTypeChanged = "response-type-changed", Breaking, Some(Response), Breaks, "clients cannot read it";
    /// The format in a request allows fewer values.
    RequestFormatNarrowed = "request-format-narrowed", Breaking, Some(Request), Breaks, "requests with other values are rejected";
    /// The format in a request allows more values.
    RequestFormatWidened = "request-format-widened", Safe, Some(Request), Breaks, "previous requests stay valid";
    /// The format in a request changed.
    RequestFormatChanged = "request-format-changed", Breaking, Some(Request), Breaks, "requests with the old format are rejected";
    /// The format in a response has fewer values.
    ResponseFormatNarrowed = "response-format-narrowed", Safe, Some(Response), Breaks, "clients can read all values";
    /// The format in a response has more values.
    ResponseFormatWidened = "response-format-widened", Breaking, Some(Response), Breaks, "clients may not be able to read the added values";
    /// The format in a response changed.
    ResponseFormatChanged = "response-format-changed", Breaking, Some(Response), Breaks, "clients may not be able to read it";
    /// The format changed, and it is unknown whether both allow the same values.
    FormatMayDiffer = "format-may-differ", Risky, None, Nothing, "clients may receive values that they do not expect, or have theirs rejected";
    // Enum values.
    /// A value was removed from an enum in a request.
    RequestEnumValueRemoved = "request-enum-value-removed", Breaking, Some(Request), Breaks, "requests with it are rejected";
    /// A value was added to an enum in a request.
    RequestEnumValueAdded = "request-enum-value-added", Safe, Some(Request), Adds, "previous requests stay valid";
    /// A request is restricted to the values of an enum.
    RequestBecameEnum = "request-became-enum", Breaking, Some(Request), Breaks, "requests with other values are rejected";
    /// A request is no longer restricted to the values of an enum.
    RequestEnumLifted = "request-enum-lifted", Safe, Some(Request), Breaks, "previous requests stay valid";
    /// A value was added to an enum in a response.
    ResponseEnumValueAdded = "response-enum-value-added", Risky, Some(Response), Adds, "clients that know only the previous values may receive an unknown one";
    /// A value was removed from an enum in a response.
    ResponseEnumValueRemoved = "response-enum-value-removed", Safe, Some(Response), Breaks, "clients that expect it do not receive it";
    /// A response is restricted to the values of an enum.
    ResponseBecameEnum = "response-became-enum", Safe, Some(Response), Breaks, "clients can read all values";
    /// A response is no longer restricted to the values of an enum.
    ResponseEnumLifted = "response-enum-lifted", Risky, Some(Response), Breaks, "clients that know only the previous values may receive others";
    /// A value was removed from the known ones (`x-extensible-enum`) in a request.
    RequestKnownValueRemoved = "request-known-value-removed", Breaking, Some(Request), Nothing, "requests with it may be rejected";
    /// The known values (`x-extensible-enum`) changed.
    KnownValuesChanged = "known-values-changed", Safe, None, Nothing, "clients expect unknown values";
    // Constraints.
    /// Strings in a request are limited to fewer lengths.
    RequestLengthTightened = "request-length-tightened", Breaking, Some(Request), Nothing, "requests that violate it are rejected";
    /// Strings in a request may have more lengths.
    RequestLengthLoosened = "request-length-loosened", Safe, Some(Request), Nothing, "previous requests stay valid";
    /// Strings in a response may have more lengths.
    ResponseLengthLoosened = "response-length-loosened", Breaking, Some(Response), Nothing, "clients that rely on the old limit may receive other values";
    /// Strings in a response are limited to fewer lengths.
    ResponseLengthTightened = "response-length-tightened", Safe, Some(Response), Nothing, "clients can read all values";
    /// Numbers in a request are limited to a smaller range.
    RequestRangeTightened = "request-range-tightened", Breaking, Some(Request), Breaks, "requests that violate it are rejected";
    /// Numbers in a request have a larger range.
    RequestRangeLoosened = "request-range-loosened", Safe, Some(Request), Breaks, "previous requests stay valid";
    /// Numbers in a response have a larger range.
    ResponseRangeLoosened = "response-range-loosened", Breaking, Some(Response), Breaks, "clients that rely on the old limit may receive other values";
    /// Numbers in a response are limited to a smaller range.
    ResponseRangeTightened = "response-range-tightened", Safe, Some(Response), Breaks, "clients can read all values";
    /// `multipleOf` allows fewer numbers in a request.
    RequestMultipleOfTightened = "request-multiple-of-tightened", Breaking, Some(Request), Nothing, "requests that violate it are rejected";
    /// `multipleOf` allows more numbers in a request.
    RequestMultipleOfLoosened = "request-multiple-of-loosened", Safe, Some(Request), Nothing, "previous requests stay valid";
    /// `multipleOf` allows more numbers in a response.
    ResponseMultipleOfLoosened = "response-multiple-of-loosened", Breaking, Some(Response), Nothing, "clients that rely on the old limit may receive other values";
    /// `multipleOf` allows fewer numbers in a response.
    ResponseMultipleOfTightened = "response-multiple-of-tightened", Safe, Some(Response), Nothing, "clients can read all values";
    /// Arrays in a request are limited to fewer lengths.
    RequestItemCountTightened = "request-item-count-tightened", Breaking, Some(Request), Nothing, "requests that violate it are rejected";
    /// Arrays in a request may have more lengths.
    RequestItemCountLoosened = "request-item-count-loosened", Safe, Some(Request), Nothing, "previous requests stay valid";
    /// Arrays in a response may have more lengths.
    ResponseItemCountLoosened = "response-item-count-loosened", Breaking, Some(Response), Nothing, "clients that rely on the old limit may receive other values";
    /// Arrays in a response are limited to fewer lengths.
    ResponseItemCountTightened = "response-item-count-tightened", Safe, Some(Response), Nothing, "clients can read all values";
    /// The items of an array in a request must be unique.
    RequestUniqueItemsTightened = "request-unique-items-tightened", Breaking, Some(Request), Nothing, "requests that violate it are rejected";
    /// The items of an array in a request no longer have to be unique.
    RequestUniqueItemsLoosened = "request-unique-items-loosened", Safe, Some(Request), Nothing, "previous requests stay valid";
    /// The items of an array in a response are no longer always unique.
    ResponseUniqueItemsLoosened = "response-unique-items-loosened", Breaking, Some(Response), Nothing, "clients that rely on the old limit may receive other values";
    /// The items of an array in a response are always unique.
    ResponseUniqueItemsTightened = "response-unique-items-tightened", Safe, Some(Response), Nothing, "clients can read all values";
    /// Objects in a request are limited to fewer numbers of properties.
    RequestPropertyCountTightened = "request-property-count-tightened", Breaking, Some(Request), Nothing, "requests that violate it are rejected";
    /// Objects in a request may have more numbers of properties.
    RequestPropertyCountLoosened = "request-property-count-loosened", Safe, Some(Request), Nothing, "previous requests stay valid";
    /// Objects in a response may have more numbers of properties.
    ResponsePropertyCountLoosened = "response-property-count-loosened", Breaking, Some(Response), Nothing, "clients that rely on the old limit may receive other values";
    /// Objects in a response are limited to fewer numbers of properties.
    ResponsePropertyCountTightened = "response-property-count-tightened", Safe, Some(Response), Nothing, "clients can read all values";
    /// A pattern was added in a request.
    RequestPatternAdded = "request-pattern-added", Breaking, Some(Request), Nothing, "requests with other values are rejected";
    /// A pattern was removed in a request.
    RequestPatternRemoved = "request-pattern-removed", Safe, Some(Request), Nothing, "previous requests stay valid";
    /// A pattern in a request matches more strings.
    RequestPatternWidened = "request-pattern-widened", Safe, Some(Request), Nothing, "previous requests stay valid";
    /// A pattern in a request matches fewer strings.
    RequestPatternNarrowed = "request-pattern-narrowed", Breaking, Some(Request), Nothing, "requests with other values are rejected";
    /// A pattern in a request changed.
    RequestPatternChanged = "request-pattern-changed", Risky, Some(Request), Nothing, "it is unknown whether previous requests stay valid";
    /// A pattern was added in a response, or matches fewer strings.
    ResponsePatternTightened = "response-pattern-tightened", Safe, Some(Response), Nothing, "clients can read all values";
    /// A pattern in a response changed or was removed.
    ResponsePatternChanged = "response-pattern-changed", Risky, Some(Response), Nothing, "clients that rely on the old one may receive other values";
    // Objects and compositions.
    /// A request no longer allows unknown properties, or restricts their values.
    RequestUnknownPropertiesRefused = "request-unknown-properties-refused", Breaking, Some(Request), Breaks, "requests with others are rejected";
    /// A request allows unknown properties, or more values of them.
    RequestUnknownPropertiesAllowed = "request-unknown-properties-allowed", Safe, Some(Request), Breaks, "previous requests stay valid";
    /// A response may have unknown properties, or more values of them.
    ResponseUnknownPropertiesAllowed = "response-unknown-properties-allowed", Risky, Some(Response), Breaks, "clients that reject unknown properties may receive some";
    /// A response no longer has unknown properties, or restricts their values.
    ResponseUnknownPropertiesRefused = "response-unknown-properties-refused", Safe, Some(Response), Breaks, "clients can read all values";
    /// A request has another schema where it is used: a reference leads to another one.
    RequestSchemaReplaced = "request-schema-replaced", Breaking, Some(Request), Breaks, "requests of the previous schema are rejected";
    /// A response has another schema where it is used: a reference leads to another one.
    ResponseSchemaReplaced = "response-schema-replaced", Breaking, Some(Response), Breaks, "clients that know the previous schema cannot read it";
    /// An alternative was removed from a union in a request.
    RequestAlternativeRemoved = "request-alternative-removed", Breaking, Some(Request), Breaks, "requests with it are rejected";
    /// An alternative was added to a union in a request.
    RequestAlternativeAdded = "request-alternative-added", Safe, Some(Request), Breaks, "previous requests stay valid";
    /// `oneOf` rejects values that match several alternatives, and some previous requests do.
    RequestAlternativesOverlap = "request-alternatives-overlap", Breaking, Some(Request), Breaks, "requests that match several are rejected";
    /// A response that had one schema became a union.
    ResponseBecameUnion = "response-became-union", Breaking, Some(Response), Breaks, "clients know only the previous schema and cannot read the others";
    /// An alternative was added to a `oneOf` in a response.
    ResponseAlternativeAdded = "response-alternative-added", Breaking, Some(Response), Adds, "clients that know only the previous alternatives cannot read it";
    /// An alternative was added to an `anyOf` in a response.
    ResponseAnyOfAlternativeAdded = "response-any-of-alternative-added", Risky, Some(Response), Adds, "clients that know only the previous alternatives may not be able to read it";
    /// An alternative was removed from a union in a response.
    ResponseAlternativeRemoved = "response-alternative-removed", Safe, Some(Response), Breaks, "clients that expect it do not receive it";
    /// `oneOf` became `anyOf`, or the reverse.
    CompositionKindChanged = "composition-kind-changed", Risky, None, Nothing, "values that match several alternatives are judged differently";
    /// `not` excludes more values in a request.
    RequestExclusionAdded = "request-exclusion-added", Breaking, Some(Request), Nothing, "requests with excluded values are rejected";
    /// The values excluded by `not` changed.
    ExclusionChanged = "exclusion-changed", Risky, None, Nothing, "it is unknown whether previous values stay valid";
    /// The discriminator of a union changed.
    DiscriminatorChanged = "discriminator-changed", Risky, None, Breaks, "values may be read as another alternative";
    // Metadata.
    /// The default of an optional parameter changed.
    ParameterDefaultChanged = "parameter-default-changed", Breaking, Some(Request), Nothing, "requests without the parameter have another meaning";
    /// A default in a request changed.
    RequestDefaultChanged = "request-default-changed", Risky, Some(Request), Nothing, "requests without a value may have another effect";
    /// A default in a response changed.
    ResponseDefaultChanged = "response-default-changed", Docs, Some(Response), Nothing, "clients do not apply it";
    /// A property or schema was deprecated.
    PropertyDeprecated = "property-deprecated", Safe, None, Warns, "it works until it is removed";
    /// A summary, title, description or link to docs changed.
    DescriptionChanged = "description-changed", Docs, None, Nothing, "clients are not affected";
    /// An extension changed that has no effect on the crate.
    ExtensionChanged = "extension-changed", Docs, None, Nothing, "clients are not affected";
    /// An example changed.
    ExampleChanged = "example-changed", Docs, None, Nothing, "clients are not affected";
    /// Whether a value is secret (`x-sensitive`, `format: password`) changed.
    SensitiveChanged = "sensitive-changed", Safe, None, Breaks, "requests and responses stay the same";
    /// Whether a schema describes errors by field (`x-field-errors`) changed.
    FieldErrorsChanged = "field-errors-changed", Safe, None, Breaks, "requests and responses stay the same";
    /// The descriptions of enum values (`x-enumDescriptions`) changed.
    EnumDescriptionsChanged = "enum-descriptions-changed", Docs, None, Nothing, "clients are not affected";
    // What differs in Rust only.
    /// A Rust type was renamed.
    TypeRenamed = "type-renamed", Safe, None, Breaks, "requests and responses stay the same";
    /// The arguments of a Rust function were reordered.
    ArgumentsReordered = "arguments-reordered", Safe, None, Breaks, "requests and responses stay the same";
    /// The Rust API changed with the structure of the document.
    RustApiChanged = "rust-api-changed", Safe, None, Breaks, "requests and responses stay the same";
    /// The Rust API changed with the generator or the runtime.
    GeneratorChanged = "generator-changed", Safe, None, Breaks, "requests and responses stay the same";
}
