package dev.lifeboat.cli.aws;

import dev.lifeboat.assess.PriceTable;
import dev.lifeboat.assess.PricedItem;
import dev.lifeboat.cli.status.CheckDocument;
import dev.lifeboat.control.WriterAdoption.Adopted;
import dev.lifeboat.plan.Plan;
import dev.lifeboat.provision.ProvisionIndex;
import dev.lifeboat.provision.VisitorPace;
import dev.lifeboat.provision.apply.ProvisionLook;
import dev.lifeboat.provision.apply.StackChange;
import dev.lifeboat.provision.apply.StackPreview;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/// What `provision` shows before it asks, and prints in the end.
///
/// @param outcome `same`, `differs`, or `applied`
/// @param rules what was wrong between buckets of the plan
/// @param left what is not as the plan says, and was not changed
/// @param drift what people changed or deleted beside CloudFormation
/// @param driftUnknown why that is not known of a stack
/// @param asks what a person has to give before the first change
/// @param found what nobody gave and the account led to
/// @param adopted where the writers are, once that is written down
/// @param check what `check` found in the end; null where it was not asked, or failed
/// @param next what a person should type
record ProvisionDocument(
    String schema,
    String plan,
    String outcome,
    List<Row> stacks,
    List<String> rules,
    List<String> left,
    List<DriftRow> drift,
    List<String> driftUnknown,
    List<ProvisionLook.Option> asks,
    List<ProvisionLook.Option> found,
    List<Adopted> adopted,
    @Nullable CheckDocument check,
    List<String> next) {
  private static final String SCHEMA = "lifeboat.provision-run/v1";

  /// Dollars a run of a canary by "Amazon CloudWatch pricing". No table has it: no plan has one.
  private static final BigDecimal VISITOR =
      new BigDecimal("0.0012")
          .multiply(BigDecimal.valueOf(VisitorPace.RUNS_A_MONTH))
          .setScale(2, RoundingMode.HALF_UP);

  /// One stack.
  ///
  /// @param monthly of a new one, by the shipped price table; null where that has no price of it
  record Row(
      String stack,
      String region,
      String awsRegion,
      String why,
      String outlook,
      @Nullable BigDecimal monthly,
      @Nullable String currency,
      List<StackChange> changes) {}

  static ProvisionDocument of(
      Plan plan, String outcome, ProvisionLook shown, List<String> next, PriceTable prices) {
    var workloads = plan.workloads().size();
    var rows = shown.stacks().stream().map(it -> row(it, workloads, prices)).toList();
    return new ProvisionDocument(
        SCHEMA,
        plan.name(),
        outcome,
        rows,
        shown.rules(),
        shown.left(),
        shown.drift().drifts().stream().map(it -> DriftRow.of(it, shown)).toList(),
        shown.drift().unknown(),
        shown.asks(),
        shown.found(),
        List.of(),
        null,
        next);
  }

  /// The same, with what was done last; what need not be typed any more is left out.
  ProvisionDocument with(FirstFindings last) {
    var rest = new ArrayList<>(next);
    if (last.isAdopted()) {
      rest.remove(ProvisionIndex.adopt(plan));
    }
    if (last.isReady()) {
      rest.remove(ProvisionIndex.CHECK);
    }
    var all = new ArrayList<>(left);
    all.addAll(last.left());
    return new ProvisionDocument(
        schema,
        plan,
        outcome,
        stacks,
        rules,
        all,
        drift,
        driftUnknown,
        asks,
        found,
        last.adopted(),
        last.check(),
        rest);
  }

  private static Row row(StackPreview shown, int workloads, PriceTable prices) {
    var monthly = monthly(shown, workloads, prices);
    return new Row(
        shown.at().name(),
        shown.region(),
        shown.at().awsRegion(),
        shown.why(),
        shown.outlook().word(),
        monthly,
        monthly == null ? null : prices.currency(),
        shown.changes());
  }

  /// The table prices what a plan has, and no single resource: so only what is one of its items.
  private static @Nullable BigDecimal monthly(
      StackPreview shown, int workloads, PriceTable prices) {
    if (shown.outlook() != StackPreview.Outlook.NEW) {
      return null;
    }
    var all = BigDecimal.valueOf(workloads);
    var kind = shown.folder().replaceFirst("-.*", "");
    return switch (kind) {
      case "primary" -> price(prices, PricedItem.METRICS).primary().multiply(all);
      case "recovery" -> price(prices, PricedItem.METRICS).recovery().multiply(all);
      case "functions" -> price(prices, PricedItem.AUTOMATION).primary().multiply(moved(shown));
      case "guards" -> guards(shown, price(prices, PricedItem.GUARD));
      case "visitor" -> VISITOR;
      case "name" -> price(prices, PricedItem.NAME).primary();
      default -> null;
    };
  }

  /// Workloads are divided among the stacks of functions.
  private static BigDecimal moved(StackPreview shown) {
    return count(shown, "::StateMachine");
  }

  /// Not each workload of a plan has them.
  private static BigDecimal guards(StackPreview shown, PriceTable.MonthlyPrice price) {
    var one = shown.folder().endsWith("primary") ? price.primary() : price.recovery();
    return one.multiply(count(shown, "ECS::Service"));
  }

  private static BigDecimal count(StackPreview shown, String type) {
    return BigDecimal.valueOf(
        shown.changes().stream().filter(it -> it.type().endsWith(type)).count());
  }

  private static PriceTable.MonthlyPrice price(PriceTable prices, PricedItem item) {
    return Objects.requireNonNull(prices.monthly().get(item));
  }

  /// For people: the stacks that change with all their changes, the others in a line.
  List<String> lines() {
    var lines = new ArrayList<String>();
    for (var stack : stacks) {
      var cost =
          stack.monthly() == null
              ? ""
              : ", about %s %s a month".formatted(stack.monthly(), stack.currency());
      lines.add(
          "%-7s %s in %s%s. %s"
              .formatted(stack.outlook(), stack.stack(), stack.awsRegion(), cost, stack.why()));
      stack.changes().stream().map(StackChange::line).forEach(lines::add);
    }
    rules.forEach(it -> lines.add("rule    " + it));
    left.forEach(it -> lines.add("left    " + it));
    drift.forEach(it -> lines.add(it.line()));
    driftUnknown.forEach(it -> lines.add("unknown drift of " + it));
    together().ifPresent(lines::add);
    found.forEach(it -> lines.add("found   %s: %s".formatted(it.option(), it.means())));
    lines.add(
        switch (outcome) {
          case "same" ->
              driftUnknown.isEmpty()
                  ? "the account is as the plan says"
                  : "the account is as the plan says, as far as it could be seen";
          case "differs" -> "the account is not as the plan says; nothing was changed";
          default -> "done";
        });
    adopted.forEach(it -> lines.add("adopted " + AdoptCommand.line(it)));
    if (check != null) {
      lines.addAll(check.lines());
    }
    asks.forEach(it -> lines.add("asks    %s: %s".formatted(it.option(), it.means())));
    next.forEach(it -> lines.add("next    " + it));
    return lines;
  }

  private Optional<String> together() {
    var sum = BigDecimal.ZERO;
    String currency = null;
    var others = new ArrayList<String>();
    for (var stack : stacks) {
      if (stack.monthly() != null) {
        sum = sum.add(stack.monthly());
        currency = stack.currency();
      } else if (stack.outlook().equals(StackPreview.Outlook.NEW.word())) {
        others.add(stack.stack());
      }
    }
    var but = others.isEmpty() ? "" : ", and what has no price: " + String.join(", ", others);
    return currency == null
        ? Optional.empty()
        : Optional.of("together about %s %s a month more%s".formatted(sum, currency, but));
  }
}
