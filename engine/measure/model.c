/* Where a construct stands among the profiles of a model. */
#include "measure/model.h"

#include <string.h>

int model_profile(const struct model *model, const char *construct)
{
    for (size_t i = 0; i < model->profile_count; i++)
        if (strcmp(model->profiles[i].construct, construct) == 0)
            return (int)i;
    return NO_INDEX;
}
