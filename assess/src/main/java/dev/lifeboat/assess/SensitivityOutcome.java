package dev.lifeboat.assess;

import dev.lifeboat.plan.Strategy;
import java.math.BigDecimal;
import java.util.Optional;

/// Answers of an assessment where one input is another than assumed.
///
/// @param expectedLoss a year as planned, of disasters that have an end; empty where the plan does
///   not say what an outage costs
/// @param least the strategy with which a year costs least; empty the same, and where impact and
///   prices are of two currencies
/// @param breakEven times as many losses of the region as then expected at which the planned
///   strategy pays against the next weaker one, as [StrategyBenefit] has it
public record SensitivityOutcome(
    Optional<BigDecimal> expectedLoss,
    Strategy recommended,
    Optional<Strategy> least,
    Optional<BigDecimal> breakEven) {}
