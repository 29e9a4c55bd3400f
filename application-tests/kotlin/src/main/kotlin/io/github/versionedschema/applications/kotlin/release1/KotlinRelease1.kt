package io.github.versionedschema.applications.kotlin.release1

import io.github.versionedschema.applications.kotlin.CustomerBook
import io.github.versionedschema.applications.kotlin.Entry
import org.springframework.boot.autoconfigure.SpringBootApplication
import org.springframework.boot.runApplication
import org.springframework.data.annotation.Id
import org.springframework.data.jdbc.repository.query.Modifying
import org.springframework.data.jdbc.repository.query.Query
import org.springframework.data.relational.core.mapping.Table
import org.springframework.data.repository.CrudRepository
import org.springframework.data.repository.findByIdOrNull
import org.springframework.stereotype.Component

/** Release 1: one name, and a note that may be missing. */
@SpringBootApplication
class KotlinRelease1

fun main(args: Array<String>) {
    runApplication<KotlinRelease1>(*args)
}

@Table("customers")
data class Customer(
    @Id val id: Long? = null,
    val fullName: String,
    val visits: Int = 0,
    val note: String? = null,
)

interface Customers : CrudRepository<Customer, Long> {

    @Modifying
    @Query("update customers set visits = visits + 1 where id = :id")
    fun visit(id: Long)
}

@Component
class Release1Book(private val customers: Customers) : CustomerBook {

    override fun add(entry: Entry) =
        customers.save(Customer(fullName = entry.fullName(), note = entry.note())).toEntry()

    override fun change(entry: Entry) {
        val customer = customers.findByIdOrNull(entry.id)!!
        customers.save(customer.copy(fullName = entry.fullName(), note = entry.note()))
    }

    override fun visit(id: Long) = customers.visit(id)

    override fun find(id: Long) = customers.findByIdOrNull(id)!!.toEntry()

    override fun remove(id: Long) = customers.deleteById(id)

    private fun Entry.fullName() = "$first $last"

    private fun Entry.note() = remark.ifEmpty { null }

    private fun Customer.toEntry() = Entry(
        id!!,
        fullName.substringBefore(' '),
        fullName.substringAfter(' '),
        visits.toLong(),
        note ?: "",
    )
}
