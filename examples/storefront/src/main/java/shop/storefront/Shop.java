package shop.storefront;

import java.util.Optional;
import java.util.function.Supplier;

/// Answers requests from the two stores.
final class Shop implements ShopTier {
  private static final String PAGE =
      """
      <!doctype html>
      <html lang="en">
      <head><meta charset="utf-8"><title>Storefront</title>
      <style>body{font:16px/1.5 sans-serif;max-width:40em;margin:3em auto;padding:0 1em}</style>
      </head>
      <body>
      <h1>Storefront</h1>
      <p>The shop is open. Buy something:</p>
      <pre>curl -X PUT -d '{"item":"a lifeboat"}' http://HOST/orders/me/1</pre>
      <p>and look at it: <a href="/orders/me/1">your first order</a>, <a href="/orders/me">all of
      them</a>.</p>
      </body>
      </html>
      """;

  private final Supplier<? extends OrderRows> rows;
  private final Optional<? extends Supplier<? extends OrderObjects>> objects;

  /// Asks for a store only when a request needs it, so that the shop can answer before both are
  /// open.
  ///
  /// @param objects empty if orders are rows alone
  Shop(
      Supplier<? extends OrderRows> rows,
      Optional<? extends Supplier<? extends OrderObjects>> objects) {
    this.rows = rows;
    this.objects = objects;
  }

  @Override
  public Reply answer(String method, String path, byte[] body) {
    return answer(ShopRoute.of(method, path), body);
  }

  /// Never throws for what a store does: a refusal is 503, an outcome nobody knows is 504.
  ///
  /// @param body read only when the route has one
  private Reply answer(ShopRoute route, byte[] body) {
    try {
      return switch (route) {
        case ShopRoute.Page() -> new Reply(200, "text/html; charset=utf-8", PAGE);
        case ShopRoute.Health() -> Reply.text(200, "ok");
        case ShopRoute.DatabaseCheck() -> databaseCheck();
        case ShopRoute.Place(var id) -> place(id, ShopJson.item(body));
        case ShopRoute.Show(var id) -> show(id);
        case ShopRoute.Summary(var client) -> summary(client);
        case ShopRoute.WrongMethod(var allowed) ->
            Reply.error(405, "allowed here: " + String.join(", ", allowed));
        case ShopRoute.Malformed(var why) -> Reply.error(400, why);
        case ShopRoute.Nowhere() -> Reply.error(404, "no such page");
      };
    } catch (StoreException.Refused refused) {
      return Reply.error(503, refused.why());
    } catch (StoreException.Unknown unknown) {
      return Reply.error(504, unknown.why());
    } catch (StoreException other) {
      throw new IllegalStateException("a kind of failure without an answer", other);
    }
  }

  private Reply databaseCheck() throws StoreException {
    boolean writable = rows.get().writable();
    return Reply.json(
        writable ? 200 : 503,
        ShopJson.object(json -> json.writeBooleanProperty("writable", writable)));
  }

  /// The object first, then the row. When the row fails the object may stay behind: it is no order,
  /// nobody was told of it, and the next try of the same number overwrites it with the same bytes.
  private Reply place(Order.Id id, Optional<String> item) throws StoreException {
    if (item.isEmpty()) {
      return Reply.error(400, "the body must be JSON such as {\"item\":\"a lifeboat\"}");
    }
    Order order;
    try {
      order = new Order(id, item.get());
    } catch (IllegalArgumentException wrong) {
      return Reply.error(400, String.valueOf(wrong.getMessage()));
    }
    if (!rows.get().writable()) {
      return Reply.error(503, "the database takes no writes here; nothing was stored");
    }
    try {
      if (objects.isPresent()) {
        objects.get().get().store(order);
      }
    } catch (StoreException.Unknown unknown) {
      // Whatever became of the object, there is no row, so surely no order.
      throw new StoreException.Refused(unknown.why(), unknown);
    }
    boolean created = rows.get().place(order);
    return Reply.json(
        created ? 201 : 200,
        ShopJson.object(json -> {
          json.writeStringProperty("client", id.client());
          json.writeNumberProperty("number", id.number());
        }));
  }

  private Reply show(Order.Id id) throws StoreException {
    var row = rows.get().find(id);
    if (row.isEmpty()) {
      return Reply.error(404, "no such order");
    }
    return objects.isEmpty() || objects.get().get().load(id).isPresent()
        ? Reply.json(200, ShopJson.of(row.get()))
        : Reply.error(404, "the order is there, its object is missing");
  }

  private Reply summary(String client) throws StoreException {
    var summary = rows.get().summary(client);
    return Reply.json(
        200,
        ShopJson.object(json -> {
          json.writeNumberProperty("count", summary.count());
          json.writeNumberProperty("lastNumber", summary.lastNumber());
        }));
  }
}
