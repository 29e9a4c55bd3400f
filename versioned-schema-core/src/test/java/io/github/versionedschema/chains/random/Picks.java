package io.github.versionedschema.chains.random;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.IntSupplier;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

import io.github.versionedschema.chains.table.ChainColumn;
import io.github.versionedschema.chains.table.ChainColumn.Role;
import io.github.versionedschema.chains.table.Kind;
import org.jspecify.annotations.Nullable;

/**
 * Picks columns for random operations.
 *
 * @param random source of randomness
 */
record Picks(Random random) {

	/** Returns a column that may be changed, or null. */
	@Nullable ChainColumn changeable(List<ChainColumn> columns) {
		List<ChainColumn> candidates = columns.stream().filter(ChainColumn::mayChange).toList();
		return candidates.isEmpty() ? null : candidates.get(this.random.nextInt(candidates.size()));
	}

	/** Returns one or two columns that an expression may read. */
	List<ChainColumn> some(List<ChainColumn> from) {
		List<ChainColumn> readable = new ArrayList<>(
				from.stream().filter((column) -> column.role() != Role.GENERATED).toList());
		Collections.shuffle(readable, this.random);
		return List.copyOf(readable.subList(0, Math.min(readable.size(), 1 + this.random.nextInt(2))));
	}

	/** Returns changes of columns that each read one or all of them. */
	List<Change> together(List<ChainColumn> columns, IntSupplier identities) {
		List<ChainColumn> changed = columns.stream()
			.map((column) -> new ChainColumn(identities.getAsInt(), column.name(), column.kind(), column.notNull(),
					column.defaultSql(), column.role()))
			.toList();
		return IntStream.range(0, columns.size()).mapToObj((index) -> {
			List<ChainColumn> reads = some(columns);
			List<ChainColumn> readsBack = some(changed);
			Kind kind = columns.get(index).kind();
			return new Change(columns.get(index), changed.get(index), kind.fromInteger(sum(reads)),
					kind.fromInteger(sum(readsBack)), ChainColumn.identities(reads), ChainColumn.identities(readsBack));
		}).toList();
	}

	/** Returns an expression that reads all the columns. */
	String sum(List<ChainColumn> columns) {
		return columns.stream()
			.map((column) -> " + " + column.asInteger() + " * 2")
			.collect(Collectors.joining("", String.valueOf(this.random.nextInt(9)), ""));
	}

}
