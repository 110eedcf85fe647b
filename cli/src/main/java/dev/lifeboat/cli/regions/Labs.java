package dev.lifeboat.cli.regions;

import dev.lifeboat.cli.store.PlanVaultStores;
import dev.lifeboat.cli.terminal.Terminal;
import dev.lifeboat.control.DrilledPlan;
import dev.lifeboat.control.DrilledRegions;
import dev.lifeboat.control.PlanFile;
import dev.lifeboat.control.ProgressListener;
import dev.lifeboat.control.VaultRestores;
import dev.lifeboat.files.DurableFile;
import dev.lifeboat.lab.Lab;
import dev.lifeboat.lab.LabInspection;
import dev.lifeboat.lab.check.LabChecks;
import dev.lifeboat.lab.setup.Secrets;
import dev.lifeboat.lab.topology.Topology;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provider.DoctorCheck;
import dev.lifeboat.provider.Inspection;
import dev.lifeboat.provider.Platform;
import java.io.IOException;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;

/// Reaches the labs of plans, where they are up.
///
/// @param state the state folder
public record Labs(Path state) implements ReachedRegions {
  @Override
  public Optional<Platform> of(PlanFile file) throws InterruptedException, ProblemException {
    return ifUp(file).map(lab -> lab);
  }

  /// As [PlatformAccess#required]; also refuses a plan whose regions no lab stands in for.
  ///
  /// @throws ProblemException LB2003 when none is up, LB1005 when Lifeboat raises none of them
  @Override
  public Lab required(PlanFile file) throws InterruptedException, ProblemException {
    requireRegions(file);
    return ifUp(file)
        .orElseThrow(() ->
            ProblemException.lasting(
                Code.LB2003,
                "no lab of '%s' is up below %s".formatted(file.plan().name(), state),
                "there is nothing to act on; nothing was changed",
                "lifeboat lab up " + file.typed()));
  }

  @Override
  public Optional<Inspection> inspection(PlanFile file)
      throws InterruptedException, ProblemException {
    return ifUp(file).map(LabInspection::new);
  }

  @Override
  public List<DoctorCheck> checks(PlanFile file, InstantSource wall) throws InterruptedException {
    return new LabChecks(file.plan(), file.typed(), state, wall)
        .all(() -> ifUp(file).map(Lab::clients));
  }

  @Override
  public DrilledRegions drilled(DrillWish wish) {
    return new LabDrill(this, wish.of());
  }

  /// Brings a lab up, one line a goal.
  public Lab start(PlanFile file, ProgressListener progress)
      throws InterruptedException, ProblemException {
    requireRegions(file);
    var _ = ifUp(file); // One of another plan is told as that.
    return start(DrilledPlan.asGiven(file), progress, _ -> {});
  }

  /// The same of a plan that may be the rehearsal of another.
  ///
  /// @param made told of its secrets before anything of it is there
  Lab start(DrilledPlan of, ProgressListener progress, Consumer<Secrets> made)
      throws InterruptedException, ProblemException {
    var file = of.file();
    progress.whileWaiting(() -> "for the first processes of the lab");
    var begun = Lab.begin(file.plan(), file.path(), file.text(), of.commands(), state, made);
    var lab = withVaults(begun, file);
    lab.deploy(goal -> progress.tell("lab", "met", goal), progress::whileWaiting);
    return lab;
  }

  /// Ends a lab, and the runs that are open there, since nobody can go on with them.
  ///
  /// @param by whoever ends it, for the record
  /// @return why some of those runs still seem to wait; they never hold the lab's end up
  public Optional<ProblemException> down(PlanFile file, String by)
      throws InterruptedException, ProblemException {
    var notes = LabEndNotes.of(file, state, by);
    Lab.down(file.plan().name(), state, notes::write);
    return notes.again();
  }

  /// The same of the lab with these secrets, whole or not; no other.
  ///
  /// @return whether no other was up; else nothing was done
  boolean downOwn(PlanFile file, Secrets own, ProgressListener progress)
      throws InterruptedException, ProblemException {
    var notes = LabEndNotes.of(file, state, "the drill that brought it up");
    if (!Lab.downOwn(file.plan().name(), state, own, notes::write)) {
      return false;
    }
    notes.again().ifPresent(left -> progress.tell("lab", "left", left.problem().phrase()));
    return true;
  }

  /// The lab that is up; empty when none is. Makes no folder, and loads nothing without a lab.
  ///
  /// @throws ProblemException LB5004 when it was brought up with another plan, LB2003 when it is
  ///   dead
  public Optional<Lab> ifUp(PlanFile file) throws InterruptedException, ProblemException {
    var plan = file.plan();
    if (!isThere(state, plan.name()) || !Lab.isUp(plan, state)) {
      return Optional.empty();
    }
    var lab = withVaults(Lab.attach(plan, state), file);
    var gone = lab.gone();
    if (gone.isPresent()) {
      throw gone.get().asException();
    }
    lab.requireNamesOf(plan, file.typed());
    return Optional.of(lab);
  }

  private Lab withVaults(Lab lab, PlanFile file) {
    var stores = new PlanVaultStores(file, state);
    return lab.with(VaultRestores.of(file, state, stores, Terminal.host()));
  }

  /// Whether there is anything of a lab of `plan` below the state folder `state`.
  ///
  /// @throws ProblemException LB5004 when that cannot be told
  public static boolean isThere(Path state, String plan) throws ProblemException {
    var folder = Topology.folder(state, plan);
    try {
      return DurableFile.isThere(folder);
    } catch (IOException unreadable) {
      throw UnseenLab.problem(state, folder, unreadable).asException(unreadable);
    }
  }

  /// Refuses a plan whose regions no lab stands in for.
  ///
  /// @throws ProblemException LB1005 when Lifeboat raises none of them
  public static void requireRegions(PlanFile file) throws ProblemException {
    var kind = Kinds.of(file.plan());
    if (!kind.raisesRegions()) {
      throw ProblemException.lasting(
          Code.LB1005,
          "the regions of plan '%s' are on %s, and this command knows only a lab's"
              .formatted(file.plan().name(), kind.title()),
          "nothing was changed",
          "'lifeboat help' lists what there is besides the lab's own commands");
    }
  }
}
