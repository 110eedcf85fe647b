package shop.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RouteTest {

  @Test
  void every_page_of_the_shop_has_its_route() {
    assertThat(Route.of("GET", "/")).isEqualTo(new Route.Page());
    assertThat(Route.of("GET", "/healthz")).isEqualTo(new Route.Health());
    assertThat(Route.of("GET", "/dbcheck")).isEqualTo(new Route.DatabaseCheck());
    assertThat(Route.of("PUT", "/orders/ann/7")).isEqualTo(new Route.Place(new Order.Id("ann", 7)));
    assertThat(Route.of("GET", "/orders/ann/7")).isEqualTo(new Route.Show(new Order.Id("ann", 7)));
    assertThat(Route.of("GET", "/orders/ann")).isEqualTo(new Route.Summary("ann"));
  }

  @Test
  void other_methods_are_told_what_is_allowed() {
    assertThat(Route.of("DELETE", "/orders/ann/7")).isInstanceOf(Route.WrongMethod.class);
    assertThat(Route.of("POST", "/healthz")).isInstanceOf(Route.WrongMethod.class);
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
      assertThat(Route.of("PUT", path))
          .as(path)
          .isInstanceOfAny(Route.Malformed.class, Route.Nowhere.class);
    }
  }

  @Test
  void everything_else_is_nowhere() {
    assertThat(Route.of("GET", "/order")).isEqualTo(new Route.Nowhere());
    assertThat(Route.of("GET", "/healthz/x")).isEqualTo(new Route.Nowhere());
    assertThat(Route.of("GET", "/orders/a/1/x")).isEqualTo(new Route.Nowhere());
  }
}
