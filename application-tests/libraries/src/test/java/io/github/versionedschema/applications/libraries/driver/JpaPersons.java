package io.github.versionedschema.applications.libraries.driver;

import java.util.List;
import java.util.function.Consumer;
import java.util.function.Supplier;

import io.github.versionedschema.applications.libraries.Person;
import io.github.versionedschema.applications.libraries.Persons;
import jakarta.persistence.EntityManager;
import org.springframework.dao.OptimisticLockingFailureException;
import org.springframework.transaction.support.TransactionTemplate;

/**
 * Customers as entities with a version for optimistic locking.
 *
 * @param <E> the entity
 */
public record JpaPersons<E extends StoredPerson>(EntityManager entities, TransactionTemplate transaction, Class<E> type,
		Supplier<E> newEntity) implements Persons {

	@Override
	public List<Person> add(List<Person> persons) {
		return this.transaction.execute((status) -> {
			List<E> added = persons.stream().map((person) -> {
				E entity = this.newEntity.get();
				entity.change(person);
				this.entities.persist(entity);
				return entity;
			}).toList();
			this.entities.flush();
			return added.stream().map(StoredPerson::toPerson).toList();
		});
	}

	@Override
	public void change(Person person) {
		withRetries(person.id(), (entity) -> entity.change(person));
	}

	@Override
	public void visit(long id) {
		withRetries(id, StoredPerson::visit);
	}

	@Override
	public Person find(long id) {
		return this.transaction.execute((status) -> this.entities.find(this.type, id).toPerson());
	}

	@Override
	public void remove(long id) {
		this.transaction.executeWithoutResult((status) -> this.entities.remove(this.entities.find(this.type, id)));
	}

	/**
	 * Another transaction, of any release, may have changed the entity since it was read.
	 */
	private void withRetries(long id, Consumer<E> change) {
		while (true) {
			try {
				this.transaction.executeWithoutResult((status) -> change.accept(this.entities.find(this.type, id)));
				return;
			}
			catch (OptimisticLockingFailureException ex) {
				Thread.onSpinWait();
			}
		}
	}

}
