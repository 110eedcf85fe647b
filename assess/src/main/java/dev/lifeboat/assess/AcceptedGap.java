package dev.lifeboat.assess;

import java.time.LocalDate;

/// A gap that is borne for a time, as the plan says.
///
/// @param until the last day, by UTC
public record AcceptedGap(Gap gap, String because, LocalDate until) {}
