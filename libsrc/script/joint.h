/* Places where a second text may begin without white space in front, by their shape alone. */
#ifndef QH_SCRIPT_JOINT_H
#define QH_SCRIPT_JOINT_H

#include <stddef.h>
#include <stdint.h>

typedef enum qh_joint_kind {
    QH_JOINT_WORD,     /* "cultCan" */
    QH_JOINT_STOP,     /* "Remember.Who", "end.”Next", "end.“Next" */
    QH_JOINT_CLOSED,   /* "(Reuters)The", "”The" */
    QH_JOINT_DIGIT,    /* "2019The" */
    QH_JOINT_CAPITALS, /* "NASAThe" */
    QH_JOINT_KINDS
} qh_joint_kind;

/* All are offsets. */
typedef struct qh_joint {
    qh_joint_kind kind;
    size_t left, stop; /* the first text's last word, without stop and closing marks */
    size_t at;         /* where the second text begins, with its opening mark */
    size_t word, end;  /* its first word */
} qh_joint;

/* The next joint from *from on; *from moves behind it. 0 when there is none. Bounded work a candidate. */
int qh_joint_next(const char *text, size_t size, size_t *from, qh_joint *joint);

/* One of . ! ? … */
int qh_is_stop(uint32_t c);

/* A letter or a mark. */
int qh_is_word_part(uint32_t c);

#endif
