package dev.lifeboat.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.scenario.DataCheck.Part;
import dev.lifeboat.scenario.WholeStores.Objects;
import dev.lifeboat.scenario.WholeStores.Rows;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

@Tag("invariant-45")
final class WholeStoresTest {
  private static final WholeStores STORES = new WholeStores("west", "east");
  private static final Objects NOTHING = objects(Map.of());

  @Test
  void the_same_tables_and_objects_are_met_and_counted() {
    var rows = tables("public.orders", new Rows(3, "17 4", 0));
    var images = objects(Map.of("a", "1f", "b", "2f"));

    var check =
        DataCheck.of(
            List.of(
                STORES.tables("orders", rows, rows, rows).getFirst(),
                STORES.objects("images", true, images, images, images)));

    assertThat(check.verdict()).isEqualTo(Judgement.MET);
    assertThat(check.why()).isEqualTo("the same 3 rows in 1 table and 2 objects in 1 bucket");
    assertThat(check.criterion("before the return").why())
        .startsWith("before the return: the same");
  }

  @Test
  void one_changed_row_is_told_by_its_table() {
    var writer = tables("public.orders", new Rows(3, "17 4", 0));
    var copy = tables("public.orders", new Rows(3, "17 5", 0));

    var check = DataCheck.of(STORES.tables("orders", writer, copy, writer));

    assertThat(check.verdict()).isEqualTo(Judgement.MISSED);
    assertThat(check.why())
        .isEqualTo("orders public.orders: 3 rows on both sides, and not the same");
  }

  @Test
  void a_missing_row_and_a_table_of_one_side_alone_are_told() {
    assertThat(table(new Rows(3, "17 4", 0), new Rows(2, "9 4", 0), new Rows(3, "17 4", 0)))
        .isEqualTo(
            new Part("orders", "public.orders", 3L, Judgement.MISSED, "3 rows in west, 2 in east"));
    var some = tables("public.orders", new Rows(3, "17 4", 0));
    assertThat(STORES.tables("orders", some, new TreeMap<>(), some).getFirst().why())
        .isEqualTo("is only in west");
    assertThat(STORES.tables("orders", new TreeMap<>(), some, new TreeMap<>()).getFirst())
        .isEqualTo(new Part("orders", "public.orders", null, Judgement.MISSED, "is only in east"));
  }

  @Test
  void what_changes_meanwhile_is_unknown_and_neither_the_same_nor_a_difference() {
    var part = table(new Rows(3, "17 4", 0), new Rows(2, "9 4", 0), new Rows(2, "9 4", 0));

    assertThat(part.verdict()).isEqualTo(Judgement.UNKNOWN);
    assertThat(part.why()).isEqualTo("was changed while it was compared");
    assertThat(table(new Rows(3, "17 4", 0), new Rows(3, "17 4", 2), new Rows(3, "17 4", 5)).why())
        .as("rows that only came are no change")
        .isEqualTo("the same 3 rows, beside 5 that were written meanwhile");
  }

  @Test
  void objects_are_compared_by_key_and_checksum() {
    var writer = objects(Map.of("a", "1f", "b", "2f", "faces/ida-berg.jpg", "3f"));
    var copy = objects(Map.of("a", "1f", "b", "ff", "d", "4f"));

    var part = STORES.objects("images", true, writer, copy, writer);

    assertThat(part.verdict()).isEqualTo(Judgement.MISSED);
    assertThat(part.why())
        .as("keys may be personal, and are not told")
        .isEqualTo("1 object only in west; 1 object only in east; 1 object with other content");
  }

  @Test
  void objects_that_come_meanwhile_are_no_difference_and_changed_ones_are_unknown() {
    var first = objects(Map.of("a", "1f"));
    var later = objects(Map.of("a", "1f", "b", "2f"));

    assertThat(STORES.objects("images", true, first, later, later).verdict())
        .isEqualTo(Judgement.MET);
    assertThat(STORES.objects("images", true, first, first, NOTHING).verdict())
        .isEqualTo(Judgement.UNKNOWN);
  }

  @Test
  void an_object_stored_in_parts_is_unknown_where_its_tags_differ() {
    var writer = objects(Map.of("a", "1f-2"));

    assertThat(STORES.objects("images", true, writer, objects(Map.of("a", "1f")), writer).verdict())
        .isEqualTo(Judgement.UNKNOWN);
    assertThat(STORES.objects("images", true, writer, writer, writer).verdict())
        .isEqualTo(Judgement.MET);
  }

  @Test
  void a_delete_that_is_not_replicated_is_no_difference() {
    var deleted = new Objects(new TreeMap<>(), new TreeSet<>(List.of("a")));
    var kept = objects(Map.of("a", "1f"));

    assertThat(STORES.objects("images", false, deleted, kept, deleted).verdict())
        .isEqualTo(Judgement.MET);
    assertThat(STORES.objects("images", true, deleted, kept, deleted).verdict())
        .isEqualTo(Judgement.MISSED);
  }

  @Test
  void of_many_parts_the_worst_is_that_of_the_whole() {
    var met = new Part("orders", "public.a", 1L, Judgement.MET, "the same 1 row");
    var unread = Part.unknown("images", null, "not compared: refused");

    assertThat(DataCheck.of(List.of(met, unread)).verdict()).isEqualTo(Judgement.UNKNOWN);
    assertThat(DataCheck.of(List.of(met, unread)).why()).isEqualTo("images: not compared: refused");
    assertThat(DataCheck.of(List.of()).why()).isEqualTo("the workload keeps nothing");
  }

  private static Part table(Rows first, Rows held, Rows again) {
    return STORES
        .tables(
            "orders",
            tables("public.orders", first),
            tables("public.orders", held),
            tables("public.orders", again))
        .getFirst();
  }

  private static SortedMap<String, Rows> tables(String name, Rows rows) {
    return new TreeMap<>(Map.of(name, rows));
  }

  private static Objects objects(Map<String, String> checksums) {
    return new Objects(new TreeMap<>(checksums), new TreeSet<>());
  }
}
