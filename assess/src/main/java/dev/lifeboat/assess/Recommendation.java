package dev.lifeboat.assess;

import dev.lifeboat.plan.Strategy;
import java.util.Optional;

/// The strategy that a workload needs, in sentences. It changes nothing: who owns the plan decides.
///
/// @param because why this one
/// @param cheaper what the next cheaper one would give; empty if this is the cheapest
/// @param faster what the next faster one would give, and when it pays; empty if this is the
///   fastest
/// @param change what would change the answer
public record Recommendation(
    Strategy strategy,
    String because,
    Optional<String> cheaper,
    Optional<String> faster,
    String change) {}
