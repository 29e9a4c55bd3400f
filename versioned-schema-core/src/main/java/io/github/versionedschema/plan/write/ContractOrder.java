package io.github.versionedschema.plan.write;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

import io.github.versionedschema.plan.draft.ColumnDraft;
import io.github.versionedschema.plan.draft.Derivation;
import io.github.versionedschema.plan.draft.SqlWords;
import io.github.versionedschema.schema.Column;

/**
 * The order in which tables are contracted. The function of an up that looks something up
 * in another table depends on the columns that it names there: it has to go before they
 * do.
 */
final class ContractOrder {

	private ContractOrder() {
	}

	/** Returns the same tables, those that look into others before these. */
	static List<TableWork> of(List<TableWork> works) {
		List<TableWork> left = new ArrayList<>(works);
		List<TableWork> ordered = new ArrayList<>();
		while (!left.isEmpty()) {
			TableWork next = left.stream()
				.filter((work) -> left.stream().noneMatch((other) -> other != work && looksInto(other, work)))
				.findFirst()
				.orElse(left.get(0));
			left.remove(next);
			ordered.add(next);
		}
		return ordered;
	}

	private static boolean looksInto(TableWork work, TableWork other) {
		return work.table()
			.derivations()
			.stream()
			.map(Derivation::expression)
			.map((expression) -> SqlWords.of(expression.sql()))
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
