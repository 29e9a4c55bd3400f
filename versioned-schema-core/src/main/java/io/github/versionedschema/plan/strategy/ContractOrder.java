package io.github.versionedschema.plan.strategy;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

import io.github.versionedschema.plan.draft.column.ColumnDraft;
import io.github.versionedschema.plan.table.TableWork;
import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.schema.Column;

/**
 * Determines the order in which tables are contracted. The function of an {@code up} that
 * reads another table depends on its columns there, so it must be dropped before them.
 */
public final class ContractOrder {

	private ContractOrder() {
	}

	/** Returns the same tables, with a table that reads another one before it. */
	public static List<TableWork> of(List<TableWork> works) {
		Map<TableWork, List<SqlWords>> lookUps = new LinkedHashMap<>();
		works.forEach((work) -> {
			List<SqlWords> selects = selects(work);
			if (!selects.isEmpty()) {
				lookUps.put(work, selects);
			}
		});
		List<TableWork> left = new ArrayList<>(works);
		List<TableWork> ordered = new ArrayList<>();
		while (!lookUps.isEmpty()) {
			TableWork next = left.stream()
				.filter((work) -> lookUps.entrySet()
					.stream()
					.noneMatch((other) -> other.getKey() != work && looksInto(other.getValue(), work)))
				.findFirst()
				.orElse(left.get(0));
			left.remove(next);
			lookUps.remove(next);
			ordered.add(next);
		}
		ordered.addAll(left);
		return ordered;
	}

	private static List<SqlWords> selects(TableWork work) {
		return work.table()
			.derivations()
			.stream()
			.map((derivation) -> SqlWords.of(derivation.expression().sql()))
			.filter((words) -> words.mentions("select"))
			.toList();
	}

	private static boolean looksInto(List<SqlWords> lookUps, TableWork other) {
		return lookUps.stream()
			.anyMatch((words) -> words.mentions(other.table().source().name()) && other.table()
				.columns()
				.stream()
				.filter(ColumnDraft::isOldOnly)
				.map(ColumnDraft::source)
				.filter(Objects::nonNull)
				.map(Column::name)
				.anyMatch(words::mentions));
	}

}
