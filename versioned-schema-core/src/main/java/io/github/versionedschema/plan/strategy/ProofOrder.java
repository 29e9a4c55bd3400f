package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

import io.github.versionedschema.plan.table.KeyGuards;
import io.github.versionedschema.plan.table.TableWork;

/**
 * Determines the order in which tables are checked before publication. A row that
 * references a row without a value can only be filled after it.
 */
public final class ProofOrder {

	private ProofOrder() {
	}

	/**
	 * Returns the same tables, with referenced tables before the tables that reference
	 * them.
	 * @param references returns the foreign keys of a table on computed values
	 */
	public static List<TableWork> of(List<TableWork> works, Function<TableWork, List<KeyGuards.Reference>> references) {
		Map<TableWork, Set<String>> referenced = new HashMap<>();
		works.forEach((work) -> referenced.put(work,
				references.apply(work)
					.stream()
					.map(KeyGuards.Reference::referenced)
					.filter((table) -> !table.equals(work.sqlName()))
					.collect(Collectors.toSet())));
		List<TableWork> left = new ArrayList<>(works);
		Set<String> names = works.stream().map(TableWork::sqlName).collect(Collectors.toSet());
		List<TableWork> ordered = new ArrayList<>();
		while (!left.isEmpty()) {
			TableWork next = left.stream()
				.filter((work) -> referenced.getOrDefault(work, Set.of()).stream().noneMatch(names::contains))
				.findFirst()
				.orElse(left.get(0));
			left.remove(next);
			names.remove(next.sqlName());
			ordered.add(next);
		}
		return ordered;
	}

}
