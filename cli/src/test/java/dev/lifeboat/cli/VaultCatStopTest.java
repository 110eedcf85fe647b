package dev.lifeboat.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class VaultCatStopTest {

  /// Goal: who stops it waits for nothing.
  ///
  /// Method: it hangs in a pipe that nobody reads on from, where no interrupt of a thread helps.
  @Test
  void it_ends_as_soon_as_it_is_told_to() throws Exception {
    try (var checkout = new BuiltCheckout(false)) {
      var folder = checkout.folder("vaults");
      var made =
          checkout.sh(
              folder,
              """
              set -e
              mkdir source
              head -c 2000000 /dev/urandom >source/big
              $lifeboat vault init vault --key-file key
              $lifeboat vault backup vault source --key-file key
              """);
      assertThat(made.exitCode()).as(made.toString()).isZero();
      var before = System.nanoTime();

      var told =
          checkout.sh(
              folder,
              """
              mkfifo pipe
              $lifeboat vault cat vault big --key-file key >pipe &
              exec 3<pipe
              head -c 1 <&3 >first
              kill -TERM $!
              wait $!
              """);

      assertThat(told.exitCode()).as(told.toString()).isEqualTo(143);
      assertThat(Duration.ofNanos(System.nanoTime() - before)).isLessThan(Duration.ofSeconds(30));
    }
  }
}
