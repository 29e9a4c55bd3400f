package io.github.versionedschema.plan.operation;

import java.util.Collection;
import java.util.HashSet;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

import io.github.versionedschema.migration.model.ComputedValue;
import io.github.versionedschema.plan.text.SqlWords;
import io.github.versionedschema.plan.text.SqlWords.Word;
import org.jspecify.annotations.Nullable;

/**
 * The tables and types that an operation changes and reads, by their names at that point.
 * Expressions read other tables as the version sees them from which a chain starts. So an
 * operation that reads what an earlier migration changes has to wait until that is a
 * version.
 *
 * @param changed tables and types that have other names, columns or values afterwards
 * @param read tables and types whose rows or values the operation reads, other than the
 * row that it is about; also words of SQL that may be such names
 * @param filled tables whose existing rows get values that are computed from them
 */
public record Uses(Set<String> changed, Set<String> read, Set<String> filled) {

	/** Nothing that other operations could read. */
	public static final Uses NONE = new Uses(Set.of(), Set.of(), Set.of());

	public Uses {
		changed = Set.copyOf(changed);
		read = Set.copyOf(read);
		filled = Set.copyOf(filled);
	}

	static Uses changing(String... names) {
		return new Uses(Set.of(names), Set.of(), Set.of());
	}

	static Uses filling(String table) {
		return new Uses(Set.of(table), Set.of(), Set.of(table));
	}

	Uses reading(String name) {
		return reading(Stream.of(name));
	}

	/** Adds the tables that expressions may read. */
	Uses in(Collection<String> expressions) {
		return reading(expressions.stream()
			.map(SqlWords::of)
			.filter(SqlWords::mayRead)
			.flatMap((sql) -> sql.words().stream())
			.map(Word::name));
	}

	/** Adds the tables that an expression may read. */
	Uses in(@Nullable String expression) {
		return in(Stream.ofNullable(expression).toList());
	}

	/** Adds the tables that the computation of a newer value reads. */
	Uses in(@Nullable ComputedValue value) {
		if (value == null) {
			return this;
		}
		return in(value.value()).in(value.where()).reading(Stream.ofNullable(value.table()));
	}

	private Uses reading(Stream<String> names) {
		Set<String> all = new HashSet<>(this.read);
		all.addAll(names.collect(Collectors.toSet()));
		return new Uses(this.changed, all, this.filled);
	}

}
