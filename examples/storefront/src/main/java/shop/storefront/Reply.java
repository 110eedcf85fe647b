package shop.storefront;

/// One answer: status, kind and text.
record Reply(int status, String contentType, String body) {

  static Reply json(int status, String body) {
    return new Reply(status, "application/json", body);
  }

  static Reply text(int status, String body) {
    return new Reply(status, "text/plain; charset=utf-8", body + "\n");
  }

  static Reply error(int status, String why) {
    return json(status, ShopJson.object(json -> json.writeStringProperty("error", why)));
  }
}
