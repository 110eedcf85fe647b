package shop.storefront;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/// Servers of the e-commerce example tell the shop what it asks for: their first start, as the
/// template has it, is run before stand-ins of AWS and systemd.
@Timeout(60)
class ServerSettingsTest {
  private static final Path STACKS = Path.of("../ecommerce-warm-standby/stacks");
  private static final Pattern OF_THE_STACK = Pattern.compile("\\$\\{([A-Za-z.:]+)}");
  private static final Map<String, String> STACK =
      Map.of(
          "Database", "ecommerce.rds.internal",
          "Inner.DNSName", "app.elb.internal",
          "Images", "images",
          "AWS::Region", "us-west-2");

  @TempDir Path folder;

  @BeforeEach
  void standIn() throws Exception {
    // Nobody gave the secret a login when it is asked first, and then not all of one.
    command(
        "aws",
        """
        echo "$@" >asked
        echo >>tried
        case $(($(wc -l <tried))) in
          1) exit 254 ;;
          2) echo '{"username": "ecommerce", "password":"Ab12"}' ;;
          3) echo '{"user": "ecommerce", "password":""}' ;;
          4) echo '{"user": "ecommerce"}' ;;
          *) echo '{"user": "ecommerce", "password":"Ab12"}' ;;
        esac
        """);
    command("sleep", "");
    command("systemctl", "echo \"$@\" >started\n");
  }

  private void command(String name, String text) throws Exception {
    var file = Files.writeString(folder.resolve(name), "#!/bin/sh\n" + text);
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rwx------"));
  }

  /// What the template says of one.
  private static String resource(String name) throws Exception {
    var template = Files.readString(STACKS.resolve("shop.template.yaml"));
    var found = Pattern.compile("(?ms)^  %s:.*?(?=^  [A-Z]|\\z)".formatted(name)).matcher(template);
    assertThat(found.find()).as(name).isTrue();
    return found.group();
  }

  /// Actions that servers of a launch template may take, by their role.
  private static List<String> mayDo(String launchTemplate, String profile, String role)
      throws Exception {
    assertThat(resource(launchTemplate)).contains("{ Arn: !GetAtt %s.Arn }".formatted(profile));
    assertThat(resource(profile)).contains("{ Roles: [!Ref %s] }".formatted(role));
    assertThat(resource(role))
        .contains(
            "ManagedPolicyArns: [\"arn:aws:iam::aws:policy/AmazonSSMManagedInstanceCore\"]\n");
    return Pattern.compile("\\b(?!aws:|arn:)([a-z0-9]+:[A-Z*]\\w*)")
        .matcher(resource(role).replaceAll("arn:[^\"]*", ""))
        .results()
        .map(it -> it.group(1))
        .toList();
  }

  private Map<String, String> told(String launchTemplate) throws Exception {
    var template = resource(launchTemplate);
    var from = template.indexOf("#!/bin/bash");
    var script = template.substring(from, template.indexOf("enable --now shop", from));
    var line =
        OF_THE_STACK.matcher(script).replaceAll(it -> STACK.getOrDefault(it.group(1), "other"))
            + "enable --now shop";
    var process =
        new ProcessBuilder(
                "bash", "-c", "PATH=.:$PATH\n" + line.replace("/etc/shop.env", "shop.env"))
            .directory(folder.toFile())
            .inheritIO()
            .start();
    assertThat(process.waitFor(30, TimeUnit.SECONDS)).isTrue();
    assertThat(process.exitValue()).isZero();
    assertThat(folder.resolve("started")).hasContent("enable --now shop");
    return Files.readAllLines(folder.resolve("shop.env")).stream()
        .map(it -> it.split("=", 2))
        .collect(Collectors.toMap(it -> it[0], it -> it[1]));
  }

  @Test
  void an_app_server_waits_for_the_login_and_names_the_stores_of_its_region() throws Exception {
    var settings = Settings.from(told("AppTemplate"));

    assertThat(settings.orders())
        .isEqualTo(
            new Settings.Database(
                "jdbc:mysql://ecommerce.rds.internal:3306/ecommerce?sslMode=REQUIRED",
                "ecommerce",
                "Ab12"));
    assertThat(settings.images())
        .contains(new Settings.Bucket("images", Optional.of("us-west-2"), Optional.empty()));
    assertThat(settings.address().getPort()).isEqualTo(8080);
    assertThat(settings.address().getHostString()).isEqualTo("0.0.0.0");
    assertThat(Settings.app(told("AppTemplate"))).isEmpty();
    assertThat(folder.resolve("asked")).content().contains("--region us-west-2");
    assertThat(Files.getPosixFilePermissions(folder.resolve("shop.env")))
        .as("nobody else reads the password")
        .isEqualTo(PosixFilePermissions.fromString("rw-------"));
  }

  @Test
  void a_web_server_asks_the_app_tier_of_its_region_and_knows_no_password() throws Exception {
    var told = told("WebTemplate");

    assertThat(Settings.app(told)).contains(URI.create("http://app.elb.internal:8080"));
    assertThat(Settings.address(told).getPort()).isEqualTo(8080);
    assertThat(told).doesNotContainKeys("ORDERS_URL", "ORDERS_PASSWORD");
    assertThat(folder.resolve("asked")).doesNotExist();
  }

  /// Goal: whoever takes over a web server, which users reach, holds no order and no password.
  @Test
  void each_tier_may_do_what_it_needs_alone() throws Exception {
    assertThat(mayDo("WebTemplate", "WebProfile", "WebRole")).containsExactly("sts:AssumeRole");
    assertThat(mayDo("AppTemplate", "AppProfile", "AppRole"))
        .containsExactlyInAnyOrder(
            "sts:AssumeRole",
            "s3:ListBucket",
            "s3:GetObject",
            "s3:PutObject",
            "secretsmanager:GetSecretValue",
            "kms:Decrypt");
  }

  /// What `docs/aws.md` asks for where a guard fences MySQL.
  @Test
  void the_database_has_the_event_by_which_a_guard_fences_it() throws Exception {
    assertThat(resource("DatabaseParameters")).contains("event_scheduler: \"ON\"");
  }

  /// A name without a registry leads to a public one where no image is loaded.
  @Test
  void a_server_runs_the_image_that_was_loaded_and_pulls_none() throws Exception {
    assertThat(Files.readString(STACKS.resolveSibling("shop.service")))
        .contains("docker run --pull never ");
  }
}
