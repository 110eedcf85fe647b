package dev.lifeboat.assess;

import java.math.BigDecimal;

/// A way to spend less on a workload. It changes nothing: who owns the plan decides.
///
/// @param amount a month, above zero
/// @param how what to do, and what it rests on
public record CostCut(BigDecimal amount, String how) {}
