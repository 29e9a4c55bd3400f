package io.github.versionedschema.sample.order;

import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;

import org.springframework.context.annotation.Profile;
import org.springframework.jdbc.core.simple.JdbcClient;
import org.springframework.stereotype.Repository;

/**
 * Reads and writes orders with the columns of release 2 and later, which have decimal
 * amounts.
 */
@Repository
@Profile({ "release-2", "release-3" })
class Release2OrderRepository extends OrderRepository<Release2Order, NewRelease2Order, BigDecimal> {

	Release2OrderRepository(JdbcClient jdbc) {
		super(jdbc);
	}

	@Override
	List<Release2Order> findPage(String customer, int limit, long offset) {
		return this.jdbc.sql("""
				select o.id, c.email as customer, o.item, o.amount, o.placed_at
				from orders o join customers c on c.id = o.customer_id
				where c.email = :customer
				order by o.id desc limit :limit offset :offset""")
			.param("customer", customer)
			.param("limit", limit)
			.param("offset", offset)
			.query(Release2Order.class)
			.list();
	}

	@Override
	Optional<Release2Order> find(long id) {
		return this.jdbc.sql("""
				select o.id, c.email as customer, o.item, o.amount, o.placed_at
				from orders o join customers c on c.id = o.customer_id
				where o.id = :id""").param("id", id).query(Release2Order.class).optional();
	}

	@Override
	Optional<Release2Order> insert(NewRelease2Order order) {
		return this.jdbc.sql("""
				insert into orders (customer_id, item, amount)
				select id, :item, :amount from customers where email = :customer
				returning id, :customer as customer, item, amount, placed_at""")
			.paramSource(order)
			.query(Release2Order.class)
			.optional();
	}

	@Override
	boolean reprice(long id, BigDecimal amount) {
		return this.jdbc.sql("update orders set amount = :amount where id = :id")
			.param("amount", amount)
			.param("id", id)
			.update() == 1;
	}

}
