package dev.lifeboat.plan;

import dev.lifeboat.plan.KeyType.Keys;
import dev.lifeboat.plan.KeyType.Quantity;
import dev.lifeboat.plan.KeyType.Text;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Optional;
import java.util.regex.Pattern;

/// Share of a time in which a workload serves its users, as it is promised to them.
///
/// @param availability per cent, below 100
public record Slo(BigDecimal availability, Duration over) {
  /// Share of the time.
  private static final PlanKey<BigDecimal> AVAILABILITY =
      new Quantity<>(
              new Text<>(
                  "percentage",
                  Pattern.compile("([0-9]{1,2}(?:\\.[0-9]{1,3})?)%"),
                  "write a share below 100%, such as 99.95%",
                  it -> Optional.of(new BigDecimal(it.group(1)))))
          .key("availability")
          .required("write a share below 100%, such as 99.95%");

  /// That time.
  private static final PlanKey<Duration> OVER =
      PlanKey.span("over", Duration.ofDays(1), Duration.ofDays(366)).or(Duration.ofDays(30));

  static final Keys KEYS = Keys.of("SLO", AVAILABILITY, OVER);

  private static final BigDecimal HUNDRED = BigDecimal.valueOf(100);

  static Optional<Slo> bind(Fields fields) {
    var availability = fields.read(AVAILABILITY);
    var over = fields.get(OVER);
    return fields.make(() -> new Slo(availability.orElseThrow(), over));
  }

  /// How long users may be out in that time.
  public Duration budget() {
    return Duration.ofMillis(
        BigDecimal.valueOf(over.toMillis())
            .multiply(HUNDRED.subtract(availability))
            .divide(HUNDRED)
            .longValue());
  }
}
