//! Names in other scripts are readable in Rust, and on the wire as documented.

use sdk_runtime::{FakeTransport, http};
use serde_json::json;

use super::Client;
use super::types::{Réglages, Заказ, ЗаказСтатус, 用户};
use crate::round_trip;

#[tokio::test]
async fn names_stay_as_they_are() {
    let transport = FakeTransport::new().response(http::Response::new(r#"{"Статус": "в работе"}"#));
    let client = Client::builder().transport(transport.clone()).build().unwrap();
    let order = client.заказы().получить_заказ(5).дата_создания("вчера");
    let order = order.await.unwrap();
    assert_eq!(order.статус, Some(ЗаказСтатус::ВРаботе));
    let sent = transport.requests();
    assert_eq!(
        sent[0].uri().path(),
        "/%D0%B7%D0%B0%D0%BA%D0%B0%D0%B7%D1%8B/5"
    );
    let _ = (client.用户().列出用户(), client.settings().obtenir_réglages());
    round_trip::<Заказ>(&json!({"номер": 1, "цена (₽)": 1.5, "Статус": "🚀"}));
}

/// rustc composes identifiers: a decomposed name is another one.
#[test]
fn decomposed_names_stay_decomposed_on_the_wire() {
    let decomposed = "\u{110b}\u{1175}\u{1105}\u{1173}\u{11b7}";
    let user: 用户 = round_trip(&json!({"名字": "a", decomposed: "b"}));
    assert!(user.extra.is_empty());
    let twins = json!({"cle\u{301}": "a", "cl\u{e9}": 1, "हिन्दी": "b", "ÉTÉ": "c"});
    let settings: Réglages = round_trip(&twins);
    assert!(settings.extra.is_empty());
}
