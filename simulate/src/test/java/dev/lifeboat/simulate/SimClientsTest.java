package dev.lifeboat.simulate;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

final class SimClientsTest {
  private final SimClients clients = new SimClients();

  @Test
  void acknowledgements_without_a_gap_are_one_stretch() {
    clients.acknowledged(0, 0, 10);
    clients.acknowledged(0, 10, 20);
    clients.acknowledged(0, 25, 30);
    clients.acknowledged(1, 30, 40);

    assertThat(clients.stretches())
        .extracting(it -> it.region, it -> it.fromNanos, it -> it.toNanos)
        .containsExactly(
            org.assertj.core.groups.Tuple.tuple(0, 0L, 20L),
            org.assertj.core.groups.Tuple.tuple(0, 25L, 30L),
            org.assertj.core.groups.Tuple.tuple(1, 30L, 40L));
  }

  @Test
  void the_outage_lies_between_the_last_by_the_one_and_the_first_by_the_other() {
    clients.acknowledged(0, 0, 20);
    clients.acknowledged(1, 50, 90);
    clients.acknowledged(0, 95, 99);

    assertThat(clients.firstBy(1, 0)).isEqualTo(50);
    assertThat(clients.firstBy(1, 60)).as("in the middle of a stretch").isEqualTo(60);
    assertThat(clients.firstBy(1, 90)).isEqualTo(-1);
    assertThat(clients.lastBy(0, 50)).isEqualTo(20);
  }
}
