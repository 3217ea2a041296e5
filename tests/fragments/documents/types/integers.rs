//! Integers beyond 64 bits.

use sdk_runtime::{FakeTransport, RetryPolicy, http};
use serde_json::json;

use super::types::Sizes;
use super::{Client, Error};

async fn sent(body: &str) -> Result<Sizes, Error> {
    let transport = FakeTransport::new().response(http::Response::new(body.to_owned()));
    let client = Client::builder().transport(transport).retry(RetryPolicy::never());
    let update = client.build().unwrap().sizes().update(Sizes::new(1));
    update.await.map(|response| response.into_inner())
}

async fn read(body: &str) -> Sizes {
    sent(body).await.unwrap()
}

#[tokio::test]
async fn integers_are_as_wide_as_bounds_and_examples() {
    let sizes = Sizes::new(1).wei(1e21).hash(-1).uint256(1e50);
    let json = serde_json::to_string(&sizes).unwrap();
    assert_eq!(
        json,
        r#"{"plain":1,"hash":-1,"wei":1e+21,"uint256":1e+50}"#
    );
    assert_eq!(read(&json).await, sizes);
    let sizes = read(r#"{"plain":1,"hash":18446744073709551615}"#).await;
    assert_eq!(sizes.hash, Some(i128::from(u64::MAX)));
}

#[tokio::test]
async fn others_are_read_as_the_nearest() {
    let sizes = read(
        r#"{"plain": 9223372036854775808, "counts": [1, 1e30, 184467440737095516160], "by_name": {"a.b": -1e30, "c": 5.0}}"#,
    )
    .await;
    assert_eq!(sizes.plain, i64::MAX);
    assert_eq!(sizes.counts, Some(vec![1, u64::MAX, u64::MAX]));
    let by_name = sizes.by_name.unwrap();
    assert_eq!(json!(by_name), json!({"a.b": i64::MIN, "c": 5}));
}

#[tokio::test]
async fn what_is_no_integer_is_an_error() {
    for body in [r#"{"plain": 1.5}"#, r#"{"plain": "1"}"#, r#"{"plain": 1, "counts": [-1]}"#] {
        let error = sent(body).await.unwrap_err().to_string();
        assert!(error.contains(", found "), "{error}");
    }
}
