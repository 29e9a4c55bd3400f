package io.github.versionedschema.chains;

import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.chains.random.Chain;
import io.github.versionedschema.chains.random.Link;
import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.Side;

/**
 * Columns, by their identities, that are derived from each other in either version.
 * Groups are independent of each other.
 *
 * @param older columns that only the older version has
 * @param newer columns that only the newer version has
 * @param olderDerived columns of the older version that are derived from newer ones
 * @param newerDerived columns of the newer version that are derived from older ones
 * @param readByUps columns of both versions that {@code up} expressions read
 * @param readByDowns columns of both versions that {@code down} expressions read
 * @param foreign whether writes to another table change values of the newer version
 */
record SyncGroup(Set<Integer> older, Set<Integer> newer, Set<Integer> olderDerived, Set<Integer> newerDerived,
		Set<Integer> readByUps, Set<Integer> readByDowns, boolean foreign) {

	static List<SyncGroup> of(Chain chain) {
		Set<Integer> older = identities(chain.older());
		Set<Integer> newer = identities(chain.newer());
		Set<Integer> shared = new HashSet<>(older);
		shared.retainAll(newer);
		older.removeAll(shared);
		newer.removeAll(shared);
		List<Link> links = needed(chain, older, newer);
		List<Set<Integer>> components = new ArrayList<>();
		for (Link link : links) {
			Set<Integer> merged = new HashSet<>(link.reads());
			merged.add(link.target());
			merged.removeAll(shared);
			components
				.removeIf((component) -> !Collections.disjoint(component, merged) && merged.addAll(component) | true);
			components.add(merged);
		}
		return components.stream().map((component) -> of(component, links, older, newer, shared)).toList();
	}

	/** Returns all columns of the group. */
	Set<Integer> all() {
		return Stream.of(this.older, this.newer, this.readByUps, this.readByDowns)
			.flatMap(Set::stream)
			.collect(Collectors.toUnmodifiableSet());
	}

	private static SyncGroup of(Set<Integer> component, List<Link> links, Set<Integer> older, Set<Integer> newer,
			Set<Integer> shared) {
		List<Link> own = links.stream().filter((link) -> component.contains(link.target())).toList();
		return new SyncGroup(both(component, older), both(component, newer),
				both(targets(own, (link) -> !link.up()), older), both(targets(own, Link::up), newer),
				both(reads(own, Link::up), shared), both(reads(own, (link) -> !link.up()), shared),
				own.stream().anyMatch(Link::foreign));
	}

	/** Excludes values that no version ever sees. */
	private static List<Link> needed(Chain chain, Set<Integer> older, Set<Integer> newer) {
		List<Link> links = new ArrayList<>(
				chain.operations().stream().flatMap((operation) -> operation.links().stream()).toList());
		while (links
			.removeIf((link) -> !older.contains(link.target()) && !newer.contains(link.target()) && links.stream()
				.noneMatch((other) -> other.up() == link.up() && other.reads().contains(link.target())))) {
			// again, as columns that led only there are not seen either
		}
		return links;
	}

	private static Set<Integer> identities(Side side) {
		return side.columns().stream().map(ChainColumn::identity).collect(Collectors.toSet());
	}

	private static Set<Integer> targets(List<Link> links, Predicate<Link> direction) {
		return links.stream().filter(direction).map(Link::target).collect(Collectors.toSet());
	}

	private static Set<Integer> reads(List<Link> links, Predicate<Link> direction) {
		return links.stream().filter(direction).flatMap((link) -> link.reads().stream()).collect(Collectors.toSet());
	}

	private static Set<Integer> both(Set<Integer> some, Set<Integer> others) {
		Set<Integer> both = new HashSet<>(some);
		both.retainAll(others);
		return both;
	}

}
