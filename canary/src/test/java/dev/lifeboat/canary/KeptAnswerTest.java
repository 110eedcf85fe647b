package dev.lifeboat.canary;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import dev.lifeboat.wire.NameLookup.Found;
import java.io.IOException;
import java.net.ConnectException;
import java.net.InetAddress;
import java.net.URI;
import java.net.UnknownHostException;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class KeptAnswerTest {
  private static final Duration TTL = Duration.ofSeconds(3);

  private long nanos;
  private int asked;
  private String host = "127.4.0.1";
  private final KeptAnswer answer =
      new KeptAnswer(
          URI.create("http://entry.shop.lifeboat.test:8080"), TTL, this::find, () -> nanos);

  private Found find() throws IOException {
    asked++;
    if (host.isEmpty()) {
      throw new UnknownHostException("no address");
    }
    return new Found(InetAddress.getByName(host), TTL);
  }

  @Test
  void an_answer_is_kept_for_its_ttl_and_no_longer() throws Exception {
    assertThat(answer.address()).isEqualTo(URI.create("http://127.4.0.1:8080"));
    host = "127.5.0.1";
    nanos = TTL.toNanos() - 1;
    assertThat(answer.address()).isEqualTo(URI.create("http://127.4.0.1:8080"));
    assertThat(asked).isEqualTo(1);

    nanos = TTL.toNanos();

    assertThat(answer.address()).isEqualTo(URI.create("http://127.5.0.1:8080"));
    assertThat(asked).isEqualTo(2);
  }

  @Test
  void that_there_is_no_address_is_kept_as_long_and_means_that_nothing_is_sent() throws Exception {
    host = "";
    assertThatExceptionOfType(ConnectException.class).isThrownBy(answer::address);
    host = "127.5.0.1";
    nanos = TTL.toNanos() - 1;
    assertThatExceptionOfType(ConnectException.class).isThrownBy(answer::address);
    assertThat(asked).isEqualTo(1);

    nanos = TTL.toNanos();

    assertThat(answer.address()).isEqualTo(URI.create("http://127.5.0.1:8080"));
  }
}
