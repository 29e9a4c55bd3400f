package io.github.versionedschema.sample.order;

import java.util.List;
import java.util.Optional;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads and writes orders with the columns of release 1, which has amounts in cents.
 */
@Repository
@Profile("release-1")
class Release1OrderRepository extends OrderRepository<Release1Order, NewRelease1Order, Integer> {

	Release1OrderRepository(JdbcClient jdbc) {
		super(jdbc);
	}

	@Override
	List<Release1Order> findPage(String customer, int limit, long offset) {
		return this.jdbc.sql("""
				select o.id, c.email as customer, o.item, o.amount_cents, o.placed_at
				from orders o join customers c on c.id = o.customer_id
				where c.email = :customer
				order by o.id desc limit :limit offset :offset""")
			.param("customer", customer)
			.param("limit", limit)
			.param("offset", offset)
			.query(Release1Order.class)
			.list();
	}

	@Override
	Optional<Release1Order> find(long id) {
		return this.jdbc.sql("""
				select o.id, c.email as customer, o.item, o.amount_cents, o.placed_at
				from orders o join customers c on c.id = o.customer_id
				where o.id = :id""").param("id", id).query(Release1Order.class).optional();
	}

	@Override
	Optional<Release1Order> insert(NewRelease1Order order) {
		return this.jdbc.sql("""
				insert into orders (customer_id, item, amount_cents)
				select id, :item, :amountCents from customers where email = :customer
				returning id, :customer as customer, item, amount_cents, placed_at""")
			.paramSource(order)
			.query(Release1Order.class)
			.optional();
	}

	@Override
	boolean reprice(long id, Integer amountCents) {
		return this.jdbc.sql("update orders set amount_cents = :amountCents where id = :id")
			.param("amountCents", amountCents)
			.param("id", id)
			.update() == 1;
	}

}
