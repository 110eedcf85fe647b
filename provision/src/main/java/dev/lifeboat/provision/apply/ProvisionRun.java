package dev.lifeboat.provision.apply;

import dev.lifeboat.plan.Count;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import dev.lifeboat.provision.ProvisionIndex;
import java.util.ArrayList;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/// The steps of a plan's index, done: stack after stack, each shown first, each waited for. Used by
/// one thread, which holds the plan's lock but for [#lookBeside].
public final class ProvisionRun {
  private static final String LEADS = "LeadUsers";

  private final ProvisionFiles files;
  private final StackPort stacks;
  private final AccountPort account;
  private final Request request;
  private final ProvisionWaiter waiter;
  private final ProvisionNews news;
  private final Map<String, String> outputs = new LinkedHashMap<>();
  private final ArtefactUploads artefacts;
  private final AccountSteps beside;
  private final Map<String, StackTemplate> templates = new LinkedHashMap<>();

  /// How far a look goes.
  private enum Depth {
    /// Every value is known, as a change needs them.
    WHOLE,
    /// Stacks that are not there yet may lack values.
    USUAL,
    /// The same, beside somebody who may be changing the stacks.
    BESIDE
  }

  /// What a person asks for.
  ///
  /// @param given values of parameters, by name, or by folder, `.` and name
  /// @param functions with the plan in them, where the plan has functions
  public record Request(Map<String, String> given, Optional<FunctionsJar> functions) {
    public Request {
      var all = new LinkedHashMap<>(given);
      functions.ifPresent(it -> all.put(FunctionsJar.PARAMETER, it.name()));
      given = Collections.unmodifiableMap(all);
    }
  }

  /// @param files of the plan; what is done is their index
  public ProvisionRun(
      ProvisionFiles files,
      StackPort stacks,
      AccountPort account,
      Request request,
      ProvisionWaiter waiter,
      ProvisionNews news) {
    this.files = files;
    this.stacks = stacks;
    this.account = account;
    this.request = request;
    this.waiter = waiter;
    this.news = news;
    this.beside = new AccountSteps(account, stacks, news);
    this.artefacts = new ArtefactUploads(files, stacks, account, request, outputs);
  }

  /// What would be changed, in order, as CloudFormation reckons it. Leaves nothing behind.
  ///
  /// @throws ProblemException LB1011 with all values that are missing; LB7013 when CloudFormation
  ///   refuses a stack or waits for a person; LB3019 when data would go or guards keep an old plan
  public ProvisionLook preview() throws ProblemException, InterruptedException {
    return look(Depth.WHOLE);
  }

  /// The same, but that stacks which are not there yet may lack values.
  ///
  /// @throws ProblemException as [#preview]
  public ProvisionLook look() throws ProblemException, InterruptedException {
    return look(Depth.USUAL);
  }

  /// The same without the plan's lock. Of a stack that is not there nothing is asked, since its
  /// first change set makes it, and whoever has the lock may be at that.
  ///
  /// @throws ProblemException as [#preview]
  public ProvisionLook lookBeside() throws ProblemException, InterruptedException {
    return look(Depth.BESIDE);
  }

  private ProvisionLook look(Depth depth) throws ProblemException, InterruptedException {
    var last = new LinkedHashMap<String, ProvisionIndex.Deploy>();
    var uploads = new ArrayList<ProvisionIndex.Upload>();
    var given = new GivenNames();
    for (var step : files.index().steps()) {
      switch (step) {
        case ProvisionIndex.Deploy deploy -> {
          given.add(deploy, template(deploy));
          if (isWanted(deploy)) {
            last.put(deploy.stack(), deploy);
          }
        }
        case ProvisionIndex.Upload upload -> uploads.add(upload);
        case ProvisionIndex.Put _,
            ProvisionIndex.Replicate _,
            ProvisionIndex.Await _,
            ProvisionIndex.Type _ -> {}
      }
    }
    new StaleGuards(stacks, files.index().unmade()).requireNone(request.given().keySet());
    given.requireKnown(request);
    var looks = new LinkedHashMap<String, Optional<StackLook>>();
    for (var step : last.values()) {
      var deployment = deployment(step, DriftFindings.NONE);
      var look = depth == Depth.BESIDE ? deployment.settledNow() : deployment.settled();
      looks.put(step.stack(), look);
      look.ifPresent(it -> outputs.putAll(it.outputs()));
    }
    var missing = missing(given, last, looks, uploads, depth == Depth.WHOLE);
    var clashes = new NameClashes(stacks, news, last.keySet());
    for (var step : last.values()) {
      var look = Objects.requireNonNull(looks.get(step.stack()));
      clashes.look(address(step), template(step), isDeployed(look));
    }
    clashes.requireNone();
    var deployed = deployed(last, looks);
    var drift = new DriftLook(stacks.drifts(), waiter, news).of(deployed);
    var previews = new ArrayList<StackPreview>();
    for (var step : last.values()) {
      previews.add(preview(step, Objects.requireNonNull(looks.get(step.stack())), depth, drift));
    }
    ArmedGuard.requireNoneTaken(account, previews);
    var gone = new GoneObjects(account).of(files.index().steps(), deployed);
    return missing.look(previews, beside.rules(files.index().steps())).with(drift.and(gone));
  }

  private static List<StackAddress> deployed(
      Map<String, ProvisionIndex.Deploy> steps, Map<String, Optional<StackLook>> looks) {
    return steps.values().stream()
        .filter(it -> isDeployed(Objects.requireNonNull(looks.get(it.stack()))))
        .map(ProvisionRun::address)
        .toList();
  }

  /// @param all whether none may be missing, also of stacks that are not there yet
  private MissingValues missing(
      GivenNames given,
      Map<String, ProvisionIndex.Deploy> steps,
      Map<String, Optional<StackLook>> looks,
      List<ProvisionIndex.Upload> uploads,
      boolean all)
      throws ProblemException, InterruptedException {
    var missing = new MissingValues();
    var later = new ArrayList<String>();
    boolean required = all;
    for (var step : steps.values()) {
      var template = template(step);
      var look = Objects.requireNonNull(looks.get(step.stack()));
      var values = values(step, template, look);
      values.found().forEach((name, it) -> missing.found(step, name, given.of(step, name), it));
      for (var name : values.missing()) {
        if (!later.contains(name)) {
          missing.add(step, name, given.of(step, name));
          required |= isDeployed(look);
        }
      }
      later.addAll(template.outputs());
    }
    for (var upload : uploads) {
      if (artefacts.isMissing(upload)) {
        missing.addFunctions();
      }
    }
    if (required) {
      missing.requireNone();
    }
    return missing;
  }

  private static boolean isDeployed(Optional<StackLook> look) {
    return look.filter(it -> it.standing() == StackLook.Standing.DEPLOYED).isPresent();
  }

  private StackPreview preview(
      ProvisionIndex.Deploy step, Optional<StackLook> look, Depth depth, DriftFindings drift)
      throws ProblemException, InterruptedException {
    var template = template(step);
    var values = values(step, template, look);
    boolean askable =
        depth == Depth.BESIDE
            ? isDeployed(look)
            : look.filter(it -> it.standing() == StackLook.Standing.ROLLED_BACK).isEmpty()
                && (isDeployed(look) || stacks.isAskable(address(step), template));
    boolean reckoned = values.missing().isEmpty() && askable;
    List<StackChange> changes;
    boolean differs = true;
    if (reckoned) {
      var proposal = deployment(step, drift).preview(template, values.known(), look);
      changes = proposal.changes();
      differs = proposal.isReady();
    } else {
      template.requireFits(address(step));
      changes =
          template.resources().entrySet().stream()
              .map(it -> new StackChange("Add", it.getValue().type(), it.getKey(), "", "False"))
              .toList();
    }
    var outlook =
        !isDeployed(look)
            ? StackPreview.Outlook.NEW
            : differs ? StackPreview.Outlook.DIFFERS : StackPreview.Outlook.SAME;
    return new StackPreview(
        address(step), step.folder(), step.region(), template.about(), outlook, changes);
  }

  /// Does all steps. Those that were done before change nothing.
  ///
  /// @param shown what a person has confirmed
  /// @return what a person should type next
  /// @throws ProblemException LB7013 when CloudFormation undoes a change; LB3019 when one is not
  ///   among those that were shown
  public List<String> apply(ProvisionLook shown) throws ProblemException, InterruptedException {
    DataRule.requireNoneGone(shown.drift());
    var next = new ArrayList<String>();
    for (var step : files.index().steps()) {
      switch (step) {
        case ProvisionIndex.Deploy deploy -> {
          if (isWanted(deploy)) {
            deploy(deploy, shown);
          }
        }
        case ProvisionIndex.Put object -> beside.put(object);
        case ProvisionIndex.Replicate rule -> beside.replicate(rule, shown);
        case ProvisionIndex.Upload upload -> artefacts.upload(upload, news);
        case ProvisionIndex.Await await ->
            new NameReadiness(stacks, account, waiter, news).await(await, files.index().steps());
        case ProvisionIndex.Type type -> next.add(type.command());
      }
    }
    return List.copyOf(next);
  }

  private void deploy(ProvisionIndex.Deploy step, ProvisionLook shown)
      throws ProblemException, InterruptedException {
    var deployment = deployment(step, shown.drift());
    var look = deployment.changeable();
    look.ifPresent(it -> outputs.putAll(it.outputs()));
    if (isBehind(step, look)) {
      return;
    }
    var template = template(step);
    var values = values(step, template, look);
    if (!values.missing().isEmpty()) {
      throw ProblemException.passing(
          Code.LB1011,
          "%s has no %s any more, which was found before"
              .formatted(step.stack(), String.join(", ", values.missing())),
          "nothing of this stack was changed",
          "repeat the command, or give it by --set");
    }
    try {
      var proposal = deployment.proposal(template, values.known(), look);
      if (!proposal.isReady()) {
        deployment.withdraw(look);
        news.tell(step.stack(), "same", "no change in " + step.awsRegion());
        return;
      }
      deploy(step, deployment, proposal, shown);
    } catch (ProblemException | RuntimeException failed) {
      deployment.withdraw(look, failed);
      throw failed;
    }
  }

  private void deploy(
      ProvisionIndex.Deploy step,
      StackDeployment deployment,
      StackProposal proposal,
      ProvisionLook shown)
      throws ProblemException, InterruptedException {
    new ShownChanges(shown).requireAll(step.stack(), proposal.changes());
    news.tell(
        step.stack(),
        "begun",
        "%s in %s".formatted(Count.of(proposal.changes().size(), "change"), step.awsRegion()));
    outputs.putAll(deployment.execute(proposal).outputs());
    news.tell(step.stack(), "done", "as the template says");
  }

  /// Whether the records of a name are there already: taking them away would leave users nowhere.
  private static boolean isBehind(ProvisionIndex.Deploy step, Optional<StackLook> look) {
    return step.set().contains(LEADS + "=no") && look.filter(ProvisionRun::isLed).isPresent();
  }

  /// Whether the stack of a name leads its users.
  static boolean isLed(StackLook name) {
    return "yes".equals(name.parameters().get(LEADS));
  }

  private StackDeployment deployment(ProvisionIndex.Deploy step, DriftFindings drift) {
    var at = address(step);
    return new StackDeployment(stacks, waiter, at, drift.isMendable(at));
  }

  static StackAddress address(ProvisionIndex.Deploy step) {
    return new StackAddress(step.awsRegion(), step.stack());
  }

  private boolean isWanted(ProvisionIndex.Deploy step)
      throws ProblemException, InterruptedException {
    var optional =
        files.index().steps().stream()
            .filter(ProvisionIndex.Deploy.class::isInstance)
            .map(ProvisionIndex.Deploy.class::cast)
            .filter(ProvisionIndex.Deploy::optional)
            .toList();
    return new WantedStacks(stacks, request.given(), optional).isWanted(step, template(step));
  }

  private StackTemplate template(ProvisionIndex.Deploy step) {
    return template(step.folder());
  }

  private StackTemplate template(String folder) {
    return templates.computeIfAbsent(
        folder + "/" + ProvisionFiles.TEMPLATE,
        file -> StackTemplate.of(Objects.requireNonNull(files.files().get(file), file)));
  }

  private ParameterValues values(
      ProvisionIndex.Deploy step, StackTemplate template, Optional<StackLook> look)
      throws ProblemException, InterruptedException {
    return ParameterValues.of(
        step, template, look, new ParameterValues.Sources(request.given(), outputs, account));
  }
}
