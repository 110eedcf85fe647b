package dev.lifeboat.postgres;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.lifeboat.postgres.RowChange.Column;
import dev.lifeboat.postgres.RowChange.Kind;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecodedTextTest {

  @Test
  void names_types_and_values_may_hold_what_separates_them() {
    var read =
        DecodedText.read(
            "table \"a.b\".\"t: INSERT\": INSERT: \"c[d\"[\"ty\"\"]:pe\"]:'x new-tuple: ''y'''"
                + " tags[character varying[]]:'{a,b}' bits[bit(3)]:B'101' n[numeric]:-1.50"
                + " yes[boolean]:true no[text]:null far[text]:unchanged-toast-datum");

    assertThat(read)
        .containsExactly(
            new RowChange(
                "a.b",
                "t: INSERT",
                Kind.INSERT,
                List.of(),
                List.of(
                    new Column("c[d", "\"ty\"\"]:pe\"", "x new-tuple: 'y'"),
                    new Column("tags", "character varying[]", "{a,b}"),
                    new Column("bits", "bit(3)", "101"),
                    new Column("n", "numeric", "-1.50"),
                    new Column("yes", "boolean", "true"),
                    new Column("no", "text", null)),
                List.of("far")));
  }

  @Test
  void an_update_tells_the_old_key_where_it_changed() {
    var read =
        DecodedText.read(
            "table public.t: UPDATE: old-key: id[integer]:1 new-tuple: id[integer]:2 v[text]:null");

    assertThat(read.getFirst().old()).containsExactly(new Column("id", "integer", "1"));
    assertThat(read.getFirst().now())
        .containsExactly(new Column("id", "integer", "2"), new Column("v", "text", null));
  }

  @Test
  void what_has_no_columns_tells_its_table() {
    assertThat(DecodedText.read("table public.a, public.b: TRUNCATE: restart_seqs cascade"))
        .extracting(RowChange::table)
        .containsExactly("a", "b");
    assertThat(DecodedText.read("table public.a: DELETE: (no-tuple-data)").getFirst().old())
        .isEmpty();
  }

  @Test
  void what_ends_too_early_is_refused() {
    var line = "table public.t: INSERT: id[integer]:1 v[text]:'a''b'";
    for (int length = "table public.t: ".length(); length > 0; length--) {
      var cut = line.substring(0, length);
      assertThatThrownBy(() -> DecodedText.read(cut)).isInstanceOf(IllegalArgumentException.class);
    }
    assertThatThrownBy(() -> DecodedText.read(line.substring(0, line.length() - 1)))
        .hasMessageContaining("does not end");
  }
}
