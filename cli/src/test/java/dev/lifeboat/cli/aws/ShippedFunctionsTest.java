package dev.lifeboat.cli.aws;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Where the functions' code is found.
final class ShippedFunctionsTest {
  @TempDir private Path home;

  @ParameterizedTest
  @ValueSource(strings = {"functions", "aws-serverless/target"})
  void a_release_and_a_checkout_have_them(String folder) throws Exception {
    var jar = Files.createDirectories(home.resolve(folder)).resolve("lifeboat-functions.jar");
    Files.writeString(jar, "code");

    assertThat(new ShippedFunctions(Optional.of(home)).jar()).contains(jar);
  }

  @Test
  void where_none_is_made_there_is_none() {
    assertThat(new ShippedFunctions(Optional.of(home)).jar()).isEmpty();
    assertThat(new ShippedFunctions(Optional.empty()).jar()).isEmpty();
  }
}
