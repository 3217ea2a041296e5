//! What responses and errors share: the parts of a response.

/// Defines the methods of a type that return parts of the response in its field `response`.
macro_rules! response_accessors {
    () => {
        /// The HTTP status.
        pub fn status(&self) -> StatusCode {
            self.response.status()
        }

        /// The number of attempts.
        pub fn attempts(&self) -> u32 {
            self.response.call.attempts
        }

        /// The headers of the response.
        pub fn headers(&self) -> &HeaderMap {
            self.response.headers()
        }

        /// Reads the headers as a struct with a field for each, such as the documented headers of the response.
        ///
        /// The names of its fields are those of headers in lower case. A list has commas between its items, or several
        /// headers of its name; an object is JSON or has commas between its keys and values.
        ///
        /// # Errors
        ///
        /// A header does not match its type, or a required one is missing.
        pub fn read_headers<H: serde::de::DeserializeOwned>(
            &self,
        ) -> Result<H, super::super::response::HeaderError> {
            self.response.read_headers()
        }

        /// The body of the response, as received.
        pub fn raw(&self) -> &Bytes {
            self.response.raw()
        }

        /// The request id that the server or a proxy has set. Include it in support requests.
        pub fn request_id(&self) -> Option<&str> {
            self.response.request_id()
        }
    };
}

pub(crate) use response_accessors;
