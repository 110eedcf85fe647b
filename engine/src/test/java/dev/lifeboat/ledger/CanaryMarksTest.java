package dev.lifeboat.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.lifeboat.plan.Canary;
import dev.lifeboat.runbook.Storefront;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class CanaryMarksTest {

  @Test
  void rows_are_told_by_the_plans_query_where_it_says_which_column_holds_what() {
    assertThat(marks("select number from orders where client = '{client}'"))
        .isEqualTo(new CanaryMarks.Rows("orders", "public.orders", "client", "number"));
    assertThat(marks("SELECT No FROM shop.Orders\n WHERE who='{client}';"))
        .isEqualTo(new CanaryMarks.Rows("orders", "shop.orders", "who", "no"));
    assertThat(marks("select n from orders join x using (y) where client = '{client}'")).isNull();
    assertThat(marks("select n + 1 from orders where client = '{client}'")).isNull();
  }

  private static CanaryMarks.Rows marks(String query) {
    var canary =
        new Canary(
            20,
            10,
            new Canary.FrontDoor(
                new Canary.Request("PUT", "/orders/{client}/{number}", ""),
                new Canary.Request("GET", "/orders/{client}/{number}", ""),
                Optional.of(new Canary.Rows("orders", query, "delete where '{client}'")),
                Optional.of(new Canary.Objects("images", "orders/{client}/"))));
    var marks = CanaryMarks.of(canary, Storefront.plan().workload(Storefront.SHOP), "run-1");
    assertThat(marks.objects()).isEqualTo(new CanaryMarks.Objects("images", "orders/run-1/"));
    return marks.rows();
  }
}
