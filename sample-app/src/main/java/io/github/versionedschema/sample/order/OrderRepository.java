package io.github.versionedschema.sample.order;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * Reads and writes orders in the database. Each release adds the statements that contain
 * an amount.
 *
 * @param <O> the order of a release
 * @param <N> the new order of a release
 * @param <A> the release's type of an amount
 */
abstract class OrderRepository<O extends Order, N extends NewOrder, A> {

	protected final JdbcClient jdbc;

	OrderRepository(JdbcClient jdbc) {
		this.jdbc = jdbc;
	}

	abstract List<O> findPage(String customer, int limit, long offset);

	abstract Optional<O> find(long id);

	/**
	 * Places an order.
	 * @return the order, or empty if the customer does not exist
	 */
	abstract Optional<O> insert(N order);

	/**
	 * Changes only the amount of an order.
	 * @return whether the order exists
	 */
	abstract boolean reprice(long id, A amount);

	long count(String customer) {
		return this.jdbc.sql("""
				select count(*) from orders o join customers c on c.id = o.customer_id
				where c.email = :customer""").param("customer", customer).query(Long.class).single();
	}

}
