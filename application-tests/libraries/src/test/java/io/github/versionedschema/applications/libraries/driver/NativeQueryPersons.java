package io.github.versionedschema.applications.libraries.driver;

import java.util.List;
import java.util.Map;

import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.Persons;
import jakarta.persistence.EntityManager;
import jakarta.persistence.Query;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Customers through native queries of JPA; results are entities.
 *
 * @param <E> the entity
 */
public record NativeQueryPersons<E extends StoredPerson>(EntityManager entities, TransactionTemplate transaction,
		Class<E> type, Shape shape) implements Persons {

	@Override
	public List<Person> add(List<Person> persons) {
		return this.transaction.execute((status) -> persons.stream().map((person) -> {
			Query insert = query(this.entities.createNativeQuery(this.shape.insert() + " returning id", Long.class),
					this.shape.values(person));
			return person.withId((Long) insert.getSingleResult());
		}).toList());
	}

	@Override
	public void change(Person person) {
		update(this.shape.update(), this.shape.withKey(person));
	}

	@Override
	public void visit(long id) {
		update(this.shape.visit(), Map.of("id", id));
	}

	@Override
	public Person find(long id) {
		return this.transaction.execute(
				(status) -> this.type
					.cast(query(this.entities.createNativeQuery(this.shape.find(), this.type), Map.of("id", id))
						.getSingleResult())
					.toPerson());
	}

	@Override
	public void remove(long id) {
		update(this.shape.remove(), Map.of("id", id));
	}

	private void update(String sql, Map<String, Object> parameters) {
		this.transaction
			.executeWithoutResult((status) -> query(this.entities.createNativeQuery(sql), parameters).executeUpdate());
	}

	private static Query query(Query query, Map<String, Object> parameters) {
		parameters.forEach((name, value) -> {
			if (sqlHas(query, name)) {
				query.setParameter(name, value);
			}
		});
		return query;
	}

	private static boolean sqlHas(Query query, String name) {
		return query.getParameters().stream().anyMatch((parameter) -> name.equals(parameter.getName()));
	}

}
