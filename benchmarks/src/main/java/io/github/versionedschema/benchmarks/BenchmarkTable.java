package io.github.versionedschema.benchmarks;

import java.util.List;

/**
 * Table with a primary key and two more indexes, one of them on the changed column.
 *
 * @param rows how many it has
 */
record BenchmarkTable(int rows) {

	List<String> statements() {
		return List.of("""
				create table items (
					id bigint primary key,
					customer_id integer not null,
					amount integer not null,
					note text not null
				)""", """
				insert into items (id, customer_id, amount, note)
				select n, n %% 5000, (n::bigint * 7919) %% 1000000, 'note on item ' || n || repeat('.', 40)
				from generate_series(1, %d) n""".formatted(this.rows),
				"create index items_customer_id_idx on items (customer_id)",
				"create index items_amount_idx on items (amount)", "vacuum analyze items");
	}

}
