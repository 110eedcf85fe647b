package shop.storefront;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
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
  void the_scheme_says_which_database_keeps_the_orders() {
    var environment = new HashMap<>(ENVIRONMENT);
    assertThat(Settings.from(environment).orders().dialect()).isEqualTo(new PostgresDialect());
    environment.put("ORDERS_URL", "jdbc:mysql://127.0.0.1:3306/orders?sslMode=REQUIRED");
    var mysql = Settings.from(environment).orders();
    assertThat(mysql.dialect()).isEqualTo(new MysqlDialect());
    assertThat(mysql.dialect().url(mysql.url()))
        .as("as its driver knows it")
        .isEqualTo("jdbc:mariadb://127.0.0.1:3306/orders?sslMode=REQUIRED");
  }

  /// A URL may hold a password.
  @Test
  void a_database_that_nobody_speaks_to_is_refused_at_the_start_and_not_printed() {
    var environment = new HashMap<>(ENVIRONMENT);
    for (var url :
        new String[] {"jdbc:oracle:thin:hush", "postgresql://hush", "mysql://hush", "hush"}) {
      environment.put("ORDERS_URL", url);
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Settings.from(environment))
          .withMessage("ORDERS_URL must begin with jdbc:postgresql: or jdbc:mysql:");
    }
  }

  @Test
  void an_instance_that_asks_another_tier_is_told_which() {
    assertThat(Settings.app(ENVIRONMENT)).isEmpty();
    assertThat(Settings.app(Map.of("APP", "http://app.internal:8080")))
        .contains(URI.create("http://app.internal:8080"));
    assertThat(Settings.app(Map.of("APP", "http://app:65535"))).isPresent();
    for (var wrong :
        new String[] {
          "",
          "app:8080",
          "file:/etc/shop.env",
          "http://app/orders",
          "http://-:8080",
          "http://app:0",
          "http://app:65536",
          "http://app:99999999999"
        }) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Settings.app(Map.of("APP", wrong)))
          .withMessage("APP must be http://HOST:PORT, was '" + wrong + "'");
    }
  }

  /// Goal: nobody takes orders past the tier that is to take them.
  @Test
  void an_instance_that_asks_another_tier_has_no_store_of_its_own() {
    for (var store : List.of("ORDERS_URL", "ORDERS_PASSWORD", "IMAGES_BUCKET")) {
      assertThatIllegalArgumentException()
          .isThrownBy(() -> Settings.app(Map.of("APP", "http://app:8080", store, "hush")))
          .withMessage("APP is for an instance without stores, but " + store + " is set");
    }
  }

  @Test
  void orders_are_rows_alone_where_nothing_is_said_of_a_bucket() {
    var environment = new HashMap<>(ENVIRONMENT);
    environment.keySet().removeIf(name -> name.startsWith("IMAGES_"));
    assertThat(Settings.from(environment).images()).isEmpty();
  }

  /// Goal: a task on ECS has a role, and nobody gives it keys.
  @Test
  void a_bucket_alone_is_one_of_aws_asked_as_the_machine_may() {
    var environment = new HashMap<>(ENVIRONMENT);
    environment.keySet().removeIf(name -> name.startsWith("IMAGES_"));
    environment.put("IMAGES_BUCKET", "images");
    environment.put("HOST", "0.0.0.0");

    var settings = Settings.from(environment);

    assertThat(settings.images())
        .contains(new Settings.Bucket("images", Optional.empty(), Optional.empty()));
    assertThat(settings.address().getHostString()).isEqualTo("0.0.0.0");
    environment.put("IMAGES_REGION", "us-west-2");
    assertThat(Settings.from(environment).images().orElseThrow().region()).contains("us-west-2");
    assertThat(Settings.from(ENVIRONMENT).images().orElseThrow().region()).contains("us-east-1");
  }

  /// It cannot be built in a test: no machine has to have the tools of containers.
  @Test
  void the_image_is_made_of_what_the_build_makes_and_each_variable_is_told() throws Exception {
    var image = Files.readString(Path.of("Dockerfile"));
    var build = Files.readString(Path.of("pom.xml"));

    assertThat(image.lines().filter(it -> it.startsWith("COPY ")))
        .containsExactly("COPY target/lib /shop/lib", "COPY target/storefront.jar /shop/");
    assertThat(build)
        .contains("<finalName>storefront<", "<outputDirectory>${project.build.directory}/lib<");
    assertThat(image).contains("HOST=0.0.0.0", "USER 65532");
    var page = Files.readString(Path.of("README.md"));
    assertThat(ENVIRONMENT.keySet()).allSatisfy(it -> assertThat(page).contains(it));
  }

  @Test
  void no_secret_is_printed() {
    assertThat(Settings.from(ENVIRONMENT).toString()).doesNotContain("hush");
  }
}
