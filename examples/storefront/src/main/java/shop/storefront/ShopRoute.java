package shop.storefront;

import java.util.List;

/// What a request asks for, read from its method and path alone.
sealed interface ShopRoute {

  record Page() implements ShopRoute {}

  record Health() implements ShopRoute {}

  record DatabaseCheck() implements ShopRoute {}

  record Place(Order.Id id) implements ShopRoute {}

  record Show(Order.Id id) implements ShopRoute {}

  record Summary(String client) implements ShopRoute {}

  record WrongMethod(List<String> allowed) implements ShopRoute {}

  record Malformed(String why) implements ShopRoute {}

  record Nowhere() implements ShopRoute {}

  static ShopRoute of(String method, String path) {
    var parts = List.of(path.substring(1).split("/", -1));
    if (parts.size() == 1) {
      return page(method, parts.getFirst());
    }
    if (!parts.getFirst().equals("orders") || parts.size() > 3) {
      return new Nowhere();
    }
    return parts.size() == 2
        ? summary(method, parts.get(1))
        : order(method, parts.get(1), parts.get(2));
  }

  private static ShopRoute page(String method, String name) {
    return switch (name) {
      case "" -> reading(method, new Page());
      case "healthz" -> reading(method, new Health());
      case "dbcheck" -> reading(method, new DatabaseCheck());
      default -> new Nowhere();
    };
  }

  private static ShopRoute reading(String method, ShopRoute route) {
    return method.equals("GET") ? route : new WrongMethod(List.of("GET"));
  }

  private static ShopRoute summary(String method, String client) {
    return Order.Id.isClient(client)
        ? reading(method, new Summary(client))
        : new Malformed("client must be 1 to 64 of A-Z a-z 0-9 . _ -");
  }

  private static ShopRoute order(String method, String client, String number) {
    Order.Id id;
    try {
      id = new Order.Id(client, Long.parseLong(number));
    } catch (NumberFormatException _) {
      return new Malformed("number must be a whole number");
    } catch (IllegalArgumentException wrong) {
      return new Malformed(String.valueOf(wrong.getMessage()));
    }
    return switch (method) {
      case "PUT" -> new Place(id);
      case "GET" -> new Show(id);
      default -> new WrongMethod(List.of("GET", "PUT"));
    };
  }
}
