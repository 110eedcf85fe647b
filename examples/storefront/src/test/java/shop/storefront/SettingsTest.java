package shop.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.util.HashMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class SettingsTest {
  private static final Map<String, String> ENVIRONMENT =
      Map.of(
          "PORT", "8080",
          "ORDERS_URL", "jdbc:postgresql://127.0.0.1:5432/orders",
          "ORDERS_USER", "shop",
          "ORDERS_PASSWORD", "hush",
          "IMAGES_ENDPOINT", "http://127.0.0.1:9000",
          "IMAGES_BUCKET", "images",
          "IMAGES_ACCESS_KEY", "key",
          "IMAGES_SECRET_KEY", "hush");

  @Test
  void the_environment_says_where_to_listen_and_where_the_stores_are() {
    var settings = Settings.from(ENVIRONMENT);
    assertThat(settings.address().getHostString()).isEqualTo("127.0.0.1");
    assertThat(settings.address().getPort()).isEqualTo(8080);
    assertThat(settings.orders().user()).isEqualTo("shop");
    assertThat(settings.images().orElseThrow().name()).isEqualTo("images");
  }

  @Test
  void each_variable_that_is_missing_is_named() {
    for (var name : ENVIRONMENT.keySet()) {
      var environment = new HashMap<>(ENVIRONMENT);
      environment.remove(name);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Settings.from(environment))
          .withMessage(name + " is not set");
    }
  }

  @Test
  void orders_are_rows_alone_where_nothing_is_said_of_a_bucket() {
    var environment = new HashMap<>(ENVIRONMENT);
    environment.keySet().removeIf(name -> name.startsWith("IMAGES_"));
    assertThat(Settings.from(environment).images()).isEmpty();
  }

  @Test
  void no_secret_is_printed() {
    assertThat(Settings.from(ENVIRONMENT).toString()).doesNotContain("hush");
  }
}
