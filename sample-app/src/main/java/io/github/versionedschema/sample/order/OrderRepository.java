package io.github.versionedschema.sample.order;

import java.util.List;
import java.util.Optional;

import org.springframework.jdbc.core.simple.JdbcClient;

/**
 * The orders in the database. All statements but one name an amount, and are left to the
 * releases.
 *
 * @param <O> the order of a release
 * @param <N> an order that is to be placed with a release
 * @param <A> what the release calls an amount
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
	 * @return the order, or nothing if there is no such customer
	 */
	abstract Optional<O> insert(N order);

	/**
	 * Changes the amount of an order, and nothing else.
	 * @return whether there is such an order
	 */
	abstract boolean reprice(long id, A amount);

	long count(String customer) {
		return this.jdbc.sql("""
				select count(*) from orders o join customers c on c.id = o.customer_id
				where c.email = :customer""").param("customer", customer).query(Long.class).single();
	}

}
