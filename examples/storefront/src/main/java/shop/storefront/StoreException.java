package shop.storefront;

/// A store did not do what was asked, and whether it surely did nothing.
abstract sealed class StoreException extends Exception {
  private static final long serialVersionUID = 1L;

  private StoreException(String why, Throwable cause) {
    super(why, cause);
  }

  String why() {
    return String.valueOf(getMessage());
  }

  /// Nothing was changed.
  static final class Refused extends StoreException {
    private static final long serialVersionUID = 1L;

    Refused(String why, Throwable cause) {
      super(why, cause);
    }
  }

  /// The change may have been made, may be lost later, or may never have happened.
  static final class Unknown extends StoreException {
    private static final long serialVersionUID = 1L;

    Unknown(String why, Throwable cause) {
      super(why, cause);
    }
  }
}
