package shop.storefront;

/// Whoever answers the requests of an instance.
interface ShopTier {

  /// Answers, whatever those do whom it asks.
  ///
  /// @param path decoded
  Reply answer(String method, String path, byte[] body);
}
