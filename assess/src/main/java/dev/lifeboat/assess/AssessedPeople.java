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
/// @param declared whether somebody's word declares a disaster of any workload
/// @param declaredOne workloads of which somebody's word does so
/// @param served clients of every workload
/// @param servedByOne the others, by workload
record AssessedPeople(
    boolean declared,
    Set<String> declaredOne,
    List<Client> served,
    Map<String, List<Client>> servedByOne) {

  static AssessedPeople of(PlanPeople people) {
    var declaring = people.contacts().values().stream().filter(Contact::declares).toList();
    var declaredOne = new HashSet<String>();
    declaring.forEach(it -> declaredOne.addAll(it.workloads()));
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
        declaring.stream().anyMatch(it -> it.workloads().isEmpty()),
        declaredOne,
        served,
        servedByOne);
  }

  /// Whether somebody's word declares a disaster of a workload.
  boolean declares(String workload) {
    return declared || declaredOne.contains(workload);
  }

  boolean isWithoutClients() {
    return served.isEmpty() && servedByOne.isEmpty();
  }

  /// Those whom a workload serves, in no order that means anything.
  Stream<Client> clientsOf(String workload) {
    return Stream.concat(served.stream(), servedByOne.getOrDefault(workload, List.of()).stream());
  }
}
