package shop.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ShopRouteTest {

  @Test
  void every_page_of_the_shop_has_its_route() {
    assertThat(ShopRoute.of("GET", "/")).isEqualTo(new ShopRoute.Page());
    assertThat(ShopRoute.of("GET", "/healthz")).isEqualTo(new ShopRoute.Health());
    assertThat(ShopRoute.of("GET", "/dbcheck")).isEqualTo(new ShopRoute.DatabaseCheck());
    assertThat(ShopRoute.of("PUT", "/orders/ann/7"))
        .isEqualTo(new ShopRoute.Place(new Order.Id("ann", 7)));
    assertThat(ShopRoute.of("GET", "/orders/ann/7"))
        .isEqualTo(new ShopRoute.Show(new Order.Id("ann", 7)));
    assertThat(ShopRoute.of("GET", "/orders/ann")).isEqualTo(new ShopRoute.Summary("ann"));
  }

  @Test
  void other_methods_are_told_what_is_allowed() {
    assertThat(ShopRoute.of("DELETE", "/orders/ann/7")).isInstanceOf(ShopRoute.WrongMethod.class);
    assertThat(ShopRoute.of("POST", "/healthz")).isInstanceOf(ShopRoute.WrongMethod.class);
  }

  @Test
  void clients_and_numbers_that_no_order_can_have_are_malformed() {
    for (var path :
        new String[] {
          "/orders/ann/0",
          "/orders/ann/-1",
          "/orders/ann/x",
          "/orders/ann/99999999999999999999",
          "/orders/a b/1",
          "/orders//1",
          "/orders/../1/2",
          "/orders/" + "a".repeat(65) + "/1"
        }) {
      assertThat(ShopRoute.of("PUT", path))
          .as(path)
          .isInstanceOfAny(ShopRoute.Malformed.class, ShopRoute.Nowhere.class);
    }
  }

  @Test
  void everything_else_is_nowhere() {
    assertThat(ShopRoute.of("GET", "/order")).isEqualTo(new ShopRoute.Nowhere());
    assertThat(ShopRoute.of("GET", "/healthz/x")).isEqualTo(new ShopRoute.Nowhere());
    assertThat(ShopRoute.of("GET", "/orders/a/1/x")).isEqualTo(new ShopRoute.Nowhere());
  }
}
