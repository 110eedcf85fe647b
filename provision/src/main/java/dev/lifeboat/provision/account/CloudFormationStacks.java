package dev.lifeboat.provision.account;

import dev.lifeboat.aws.AwsApi;
import dev.lifeboat.aws.AwsClients;
import dev.lifeboat.aws.RegionCall;
import dev.lifeboat.problem.Code;
import dev.lifeboat.problem.ProblemException;
import dev.lifeboat.provision.ProvisionFiles;
import dev.lifeboat.provision.apply.DriftPort;
import dev.lifeboat.provision.apply.ProposalKind;
import dev.lifeboat.provision.apply.StackAddress;
import dev.lifeboat.provision.apply.StackLook;
import dev.lifeboat.provision.apply.StackPort;
import dev.lifeboat.provision.apply.StackProposal;
import dev.lifeboat.provision.apply.StackTemplate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import java.util.UUID;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.services.cloudformation.CloudFormationClient;
import software.amazon.awssdk.services.cloudformation.model.Capability;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetNotFoundException;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetSummary;
import software.amazon.awssdk.services.cloudformation.model.ChangeSetType;
import software.amazon.awssdk.services.cloudformation.model.CreateChangeSetRequest;
import software.amazon.awssdk.services.cloudformation.model.DeploymentMode;
import software.amazon.awssdk.services.cloudformation.model.Parameter;
import software.amazon.awssdk.services.cloudformation.model.Stack;
import software.amazon.awssdk.services.cloudformation.model.Tag;
import software.amazon.awssdk.services.cloudformation.model.TemplateStage;

/// CloudFormation of the regions of a plan. Each call that changes something has a token of its
/// own, so that the SDK's repetition of it is not a second one.
public final class CloudFormationStacks implements StackPort {
  private static final String MEANS = "the stack stays as it is, or goes on as it was asked to";

  /// Of a stack by its name: there is none.
  private static final String ABSENT = "ValidationError";

  /// Begins the end of a name of a look's own change set.
  private static final String LOOK = "look-";

  /// A look gives up after an hour, and clocks differ.
  private static final Duration LONGEST_LOOK = Duration.ofHours(2);

  private final AwsClients clients;
  private final AwsClients patient;
  private final TemplateBucket templates;
  private final InstantSource clock;
  private final String change;

  /// Whether it only looks, and makes no bucket.
  private final boolean looks;

  /// @param clients that look
  /// @param patient those that change something, which may take a minute
  public CloudFormationStacks(
      AwsClients clients, AwsClients patient, TemplateBucket templates, InstantSource clock) {
    this(clients, patient, templates, clock, "change", false);
  }

  private CloudFormationStacks(
      AwsClients clients,
      AwsClients patient,
      TemplateBucket templates,
      InstantSource clock,
      String change,
      boolean looks) {
    this.clients = clients;
    this.patient = patient;
    this.templates = templates;
    this.clock = clock;
    this.change = change;
    this.looks = looks;
  }

  /// The same stacks with change sets of this look's own, so that it takes none away from whoever
  /// changes them or looks too.
  public CloudFormationStacks beside() {
    return new CloudFormationStacks(clients, patient, templates, clock, LOOK + token(), true);
  }

  /// The same stacks for a look that has the lock: it makes no bucket for a long template.
  public CloudFormationStacks looking() {
    return new CloudFormationStacks(clients, patient, templates, clock, change, true);
  }

  /// A look asks about a long template only where the bucket for it is.
  @Override
  public boolean isAskable(StackAddress at, StackTemplate template)
      throws ProblemException, InterruptedException {
    return !looks || template.isDirect() || templates.isThere(at.awsRegion());
  }

  static AwsApi<CloudFormationClient> api() {
    return AwsApi.control(
        "CloudFormation", CloudFormationClient.class, CloudFormationClient::builder);
  }

  private RegionCall<CloudFormationClient> in(StackAddress at) {
    return clients.at(api(), at.awsRegion(), MEANS);
  }

  private RegionCall<CloudFormationClient> changing(StackAddress at) {
    return patient.at(api(), at.awsRegion(), MEANS);
  }

  @Override
  public List<StackAddress> all(String awsRegion) throws ProblemException, InterruptedException {
    return new StacksOfPlan(clients.at(api(), awsRegion, MEANS), templates.plan()).all(awsRegion);
  }

  @Override
  public Optional<StackLook> look(StackAddress at) throws ProblemException, InterruptedException {
    return stack(at).map(CloudFormationStacks::look);
  }

  private Optional<Stack> stack(StackAddress at) throws ProblemException, InterruptedException {
    return in(at)
        .find(
            it -> it.describeStacks(ask -> ask.stackName(at.name())),
            CloudFormationStacks::isAbsent)
        .flatMap(it -> it.stacks().stream().findFirst());
  }

  private static StackLook look(Stack stack) {
    var parameters = new TreeMap<String, String>();
    stack.parameters().forEach(it -> parameters.put(it.parameterKey(), it.parameterValue()));
    var outputs = new TreeMap<String, String>();
    stack.outputs().forEach(it -> outputs.put(it.outputKey(), it.outputValue()));
    return new StackLook(
        stack.stackStatusAsString(),
        Objects.requireNonNullElse(stack.stackStatusReason(), ""),
        Objects.requireNonNullElse(stack.changeSetId(), ""),
        parameters,
        outputs);
  }

  static boolean isAbsent(Throwable thrown) {
    return thrown instanceof ChangeSetNotFoundException
        || (thrown instanceof AwsServiceException answer
            && answer.awsErrorDetails() != null
            && ABSENT.equals(answer.awsErrorDetails().errorCode()));
  }

  @Override
  public void propose(
      StackAddress at, StackTemplate template, Map<String, String> values, ProposalKind kind)
      throws ProblemException, InterruptedException {
    withdraw(at);
    boolean first = kind == ProposalKind.FIRST;
    if (!first) {
      withdrawLost(at);
    }
    var parameters = new ArrayList<Parameter>();
    values.forEach((name, value) ->
        parameters.add(Parameter.builder().parameterKey(name).parameterValue(value).build()));
    var request =
        CreateChangeSetRequest.builder()
            .stackName(at.name())
            .changeSetName(changeSet(at))
            .changeSetType(first ? ChangeSetType.CREATE : ChangeSetType.UPDATE)
            .capabilities(Capability.CAPABILITY_NAMED_IAM)
            .parameters(parameters)
            .tags(tags(at))
            .clientToken(token());
    if (kind == ProposalKind.ACTUAL) {
      request.deploymentMode(DeploymentMode.REVERT_DRIFT);
    } else {
      request.importExistingResources(true);
    }
    if (template.isDirect()) {
      request.templateBody(template.text());
    } else {
      request.templateURL(looks ? templates.upload(at, template) : templates.put(at, template));
    }
    var _ = changing(at).make(it -> it.createChangeSet(request.build()));
  }

  /// A change set says all tags of its stack, so those that others put there are among them. AWS
  /// sets its own by itself.
  private List<Tag> tags(StackAddress at) throws ProblemException, InterruptedException {
    var tags = new ArrayList<Tag>();
    stack(at).map(Stack::tags).orElse(List.of()).stream()
        .filter(it -> !it.key().startsWith("aws:") && !it.key().equals(ProvisionFiles.PLAN_TAG))
        .forEach(tags::add);
    tags.add(Tag.builder().key(ProvisionFiles.PLAN_TAG).value(templates.plan()).build());
    return tags;
  }

  /// Of the stack alone: some who ask for a change set leave the stack out.
  private String changeSet(StackAddress at) {
    return at.name() + "-" + change;
  }

  private static String token() {
    return UUID.randomUUID().toString();
  }

  @Override
  public StackProposal proposal(StackAddress at) throws ProblemException, InterruptedException {
    var pages =
        in(at)
            .find(
                it ->
                    it
                        .describeChangeSetPaginator(
                            ask -> ask.stackName(at.name()).changeSetName(changeSet(at)))
                        .stream()
                        .toList(),
                CloudFormationStacks::isAbsent);
    return pages
        .map(ChangeSetPages::proposal)
        .orElseGet(() -> new StackProposal("", StackProposal.State.NONE, "", List.of()));
  }

  @Override
  public void withdraw(StackAddress at) throws ProblemException, InterruptedException {
    var _ =
        in(at)
            .find(
                it ->
                    it.deleteChangeSet(
                        ask -> ask.stackName(at.name()).changeSetName(changeSet(at))),
                CloudFormationStacks::isAbsent);
  }

  /// Takes back what looks left that were killed. A younger one may be somebody's who looks now.
  private void withdrawLost(StackAddress at) throws ProblemException, InterruptedException {
    var oldest = clock.instant().minus(LONGEST_LOOK);
    try {
      for (var name : looks(at, oldest)) {
        var _ =
            in(at)
                .find(
                    it -> it.deleteChangeSet(ask -> ask.stackName(at.name()).changeSetName(name)),
                    CloudFormationStacks::isAbsent);
      }
    } catch (ProblemException failed) {
      // Nothing fails for what another one left, where this person may not list or delete it.
      if (failed.problem().code() != Code.LB7002) {
        throw failed;
      }
    }
  }

  private List<String> looks(StackAddress at, Instant before)
      throws ProblemException, InterruptedException {
    return in(at)
        .find(
            it ->
                it.listChangeSetsPaginator(ask -> ask.stackName(at.name())).summaries().stream()
                    .filter(set -> set.changeSetName().startsWith(at.name() + "-" + LOOK))
                    .filter(set -> set.creationTime().isBefore(before))
                    .map(ChangeSetSummary::changeSetName)
                    .toList(),
            CloudFormationStacks::isAbsent)
        .orElse(List.of());
  }

  @Override
  public void execute(StackAddress at) throws ProblemException, InterruptedException {
    var _ =
        changing(at)
            .make(it ->
                it.executeChangeSet(ask ->
                    ask.stackName(at.name())
                        .changeSetName(changeSet(at))
                        .clientRequestToken(token())));
  }

  @Override
  public void delete(StackAddress at) throws ProblemException, InterruptedException {
    var _ =
        changing(at)
            .make(
                it -> it.deleteStack(ask -> ask.stackName(at.name()).clientRequestToken(token())));
  }

  @Override
  public List<String> failures(StackAddress at) throws ProblemException, InterruptedException {
    return new StackFailures(in(at)).of(at.name());
  }

  @Override
  public StackTemplate template(StackAddress at) throws ProblemException, InterruptedException {
    return StackTemplate.of(
        in(at)
            .make(it ->
                it.getTemplate(
                    ask -> ask.stackName(at.name()).templateStage(TemplateStage.ORIGINAL)))
            .templateBody());
  }

  @Override
  public Optional<String> owner(StackAddress at, String type, String name)
      throws ProblemException, InterruptedException {
    return new StackRows(in(at)).owner(at.name(), type, name);
  }

  @Override
  public Map<String, String> names(StackAddress at) throws ProblemException, InterruptedException {
    var names = new LinkedHashMap<String, String>();
    in(at)
        .make(it ->
            it
                .listStackResourcesPaginator(ask -> ask.stackName(at.name()))
                .stackResourceSummaries()
                .stream()
                .toList())
        .forEach(it -> {
          if (it.physicalResourceId() != null
              && !"DELETE_COMPLETE".equals(it.resourceStatusAsString())) {
            names.put(it.logicalResourceId(), it.physicalResourceId());
          }
        });
    return names;
  }

  @Override
  public DriftPort drifts() {
    return new StackDrifts(clients);
  }
}
