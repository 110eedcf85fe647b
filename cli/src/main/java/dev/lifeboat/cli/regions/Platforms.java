package dev.lifeboat.cli.regions;

import dev.lifeboat.control.DrilledRegions;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.Inspection;
import dev.lifeboat.provider.Platform;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/// Reaches the regions of plans of every provider.
///
/// @param state the state folder
/// @param dns whether an inspection asks Route 53 too
public record Platforms(Path state, boolean dns) implements ReachedRegions {
  @Override
  public Optional<Platform> of(PlanFile file) throws InterruptedException, ProblemException {
    return regions(file).of(file);
  }

  @Override
  public Platform required(PlanFile file) throws InterruptedException, ProblemException {
    return regions(file).required(file);
  }

  @Override
  public Optional<Inspection> inspection(PlanFile file)
      throws InterruptedException, ProblemException {
    return regions(file).inspection(file);
  }

  @Override
  public List<DoctorCheck> checks(PlanFile file, InstantSource wall) throws InterruptedException {
    return regions(file).checks(file, wall);
  }

  @Override
  public DrilledRegions drilled(DrillWish wish) {
    return regions(wish.file()).drilled(wish);
  }

  private ReachedRegions regions(PlanFile file) {
    return Kinds.known(file.plan()).reached().apply(this);
  }
}
