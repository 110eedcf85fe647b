package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/// What a real server holds that no replica, or no log, tells of.
@ExtendWith(Binaries.class)
class UnprotectedDataTest {

  @Test
  void what_no_copy_or_no_log_covers_is_found_and_nothing_else(Site site) throws Exception {
    var east = site.primary("east");
    try (var shop = Session.open(east.admin().in("shop"), Site.DEADLINE)) {
      CommitTrigger.prepare(shop);
      assertThat(UnprotectedData.read(shop))
          .as("a shop whose tables have keys")
          .isEqualTo(new UnprotectedData(List.of(), List.of(), 0, List.of()));

      shop.execute("CREATE UNLOGGED TABLE \"Cache\" (id int)");
      shop.execute("CREATE TEMPORARY TABLE mine (id int)");
      shop.execute("CREATE TABLE no_key (id int)");
      shop.execute("CREATE TABLE told_nothing (id int PRIMARY KEY)");
      shop.execute("ALTER TABLE told_nothing REPLICA IDENTITY NOTHING");
      shop.execute("CREATE TABLE told_in_full (id int)");
      shop.execute("ALTER TABLE told_in_full REPLICA IDENTITY FULL");
      shop.execute("CREATE TABLE unique_key (id int NOT NULL UNIQUE)");
      shop.execute("ALTER TABLE unique_key REPLICA IDENTITY USING INDEX unique_key_id_key");
      shop.execute("SELECT lo_create(0)");
      shop.execute("CREATE DATABASE billing");

      assertThat(UnprotectedData.read(shop))
          .isEqualTo(
              new UnprotectedData(
                  List.of("public.\"Cache\""),
                  List.of("public.no_key", "public.told_nothing"),
                  1,
                  List.of("billing")));
    }
  }

  @Test
  void each_kind_is_told_with_what_it_costs_and_some_of_its_names() {
    var six = List.of("a", "b", "c", "d", "e", "f");
    assertThat(new UnprotectedData(six, List.of("k"), 3, List.of("billing")).words())
        .satisfiesExactly(
            unlogged ->
                assertThat(unlogged).contains("(a, b, c, d, e and 1 more)", "leaves them behind"),
            keyless -> assertThat(keyless).contains("(k)", "REPLICA IDENTITY FULL"),
            objects -> assertThat(objects).contains("large objects (3)"),
            databases -> assertThat(databases).contains("(billing)", "no ledger covers"));
    assertThat(new UnprotectedData(List.of(), List.of(), 0, List.of()).words()).isEmpty();
  }
}
