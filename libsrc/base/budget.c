#include "base/budget.h"

static void *allocate(void *user, size_t size) {
    qh_budget *budget = user;
    if (size > budget->left) {
        budget->is_passed = 1;
        return NULL;
    }
    void *memory = budget->inner.allocate(budget->inner.user, size);
    if (memory)
        budget->left -= size;
    return memory;
}

static void release(void *user, void *memory, size_t size) {
    qh_budget *budget = user;
    budget->inner.release(budget->inner.user, memory, size);
    budget->left += size;
}

quoth_allocator qh_budget_open(qh_budget *budget, const quoth_allocator *inner, size_t most) {
    *budget = (qh_budget){.inner = *inner, .left = most};
    return (quoth_allocator){budget, allocate, release};
}
