package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/// Goal: what files of a plan are called is read alike in every locale.
final class LauncherLocaleTest {

  /// One of ASCII alone, one that is nowhere, and one that will do.
  @ParameterizedTest
  @ValueSource(strings = {"C", "xx_XX.UTF-8", "C.UTF-8"})
  void java_reads_names_as_utf_8(String locale, @TempDir Path folder) throws Exception {
    var checkout = new FakeCheckout(folder.toRealPath());
    var jdk = checkout.jdk("25");
    checkout.run();
    Files.writeString(jdk.resolve("bin/java"), "#!/bin/sh\necho \"$LC_ALL\"\n");
    checkout.program("elsewhere", "LC_ALL=%s exec ./lifeboat runs".formatted(locale));

    var ended = FakeCheckout.await(checkout.start(checkout.path("bin/elsewhere")));

    assertThat(ended.out()).as(ended.err()).isEqualTo("C.UTF-8\n");
  }
}
