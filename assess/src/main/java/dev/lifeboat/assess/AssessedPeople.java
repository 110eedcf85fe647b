package dev.lifeboat.assess;

import dev.lifeboat.plan.PlanPeople;
import dev.lifeboat.plan.PlanPeople.Client;
import dev.lifeboat.plan.PlanPeople.Contact;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;

/// People of each workload, found once: a portfolio may name as many of them as workloads.
///
/// @param declared of which workloads somebody's word declares a disaster
/// @param declaredAtAnyHour of which somebody's word does so who is called at any hour
/// @param served clients of every workload
/// @param servedByOne the others, by workload
record AssessedPeople(
    Scope declared,
    Scope declaredAtAnyHour,
    List<Client> served,
    Map<String, List<Client>> servedByOne) {

  /// Workloads that contacts are for.
  record Scope(boolean all, Set<String> some) {
    static Scope of(Stream<Contact> contacts) {
      var every = contacts.toList();
      var some = new HashSet<String>();
      every.forEach(it -> some.addAll(it.workloads()));
      return new Scope(every.stream().anyMatch(it -> it.workloads().isEmpty()), some);
    }

    boolean has(String workload) {
      return all || some.contains(workload);
    }
  }

  static AssessedPeople of(PlanPeople people) {
    var declaring = people.contacts().values().stream().filter(Contact::declares).toList();
    var served = new ArrayList<Client>();
    var servedByOne = new HashMap<String, List<Client>>();
    for (var client : people.clients().values()) {
      if (client.workloads().isEmpty()) {
        served.add(client);
      }
      client
          .workloads()
          .forEach(it -> servedByOne.computeIfAbsent(it, _ -> new ArrayList<>()).add(client));
    }
    return new AssessedPeople(
        Scope.of(declaring.stream()),
        Scope.of(declaring.stream().filter(Contact::isCalledAtAnyHour)),
        served,
        servedByOne);
  }

  /// Whether somebody's word declares a disaster of a workload.
  boolean declares(String workload) {
    return declared.has(workload);
  }

  /// Whether all whose word does so are called at some hours alone.
  boolean sleeps(String workload) {
    return declared.has(workload) && !declaredAtAnyHour.has(workload);
  }

  boolean isWithoutClients() {
    return served.isEmpty() && servedByOne.isEmpty();
  }

  /// Those whom a workload serves, in no order that means anything.
  Stream<Client> clientsOf(String workload) {
    return Stream.concat(served.stream(), servedByOne.getOrDefault(workload, List.of()).stream());
  }
}
