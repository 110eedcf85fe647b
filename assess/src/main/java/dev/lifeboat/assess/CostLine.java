package dev.lifeboat.assess;

import java.math.BigDecimal;

/// One line of a bill: so many of a thing in a region, for a month.
public record CostLine(PricedItem item, String region, int count, BigDecimal amount) {}
